package io.agentmeter.functions.plan;

import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.plan.PlanAccount;
import java.time.Instant;

/// Writes what an administrator says of an account, and that it was said, in one step.
final class PlanTermsService {
    sealed interface Outcome {
        record Created(PlanAccount account) implements Outcome {}

        record Changed(PlanAccount account) implements Outcome {}

        /// The account says so already.
        record Same(PlanAccount account) implements Outcome {}

        record Conflict(PlanAccount current) implements Outcome {}
    }

    private final PlanStore plans;

    PlanTermsService(PlanStore plans) {
        this.plans = plans;
    }

    Outcome write(String account, TermsBody body, String by, Instant now) {
        PlanAccount before = plans.account(account).orElse(PlanAccount.unknown(account));
        boolean isNew = before.version() == 0;
        if (!isNew && before.terms().equals(body.terms())) {
            return new Outcome.Same(before);
        }
        if (before.version() != body.version()) {
            return new Outcome.Conflict(before);
        }
        PlanAccount after = before.with(body.terms(), by, now);
        Change change = new Change(
                now,
                by,
                Change.What.PLAN,
                account,
                isNew ? "created" : "changed",
                isNew ? null : PlanJson.terms(before).toString(),
                PlanJson.terms(after).toString());
        if (!plans.write(after, change)) {
            return new Outcome.Conflict(plans.account(account).orElse(before));
        }
        return isNew ? new Outcome.Created(after) : new Outcome.Changed(after);
    }
}
