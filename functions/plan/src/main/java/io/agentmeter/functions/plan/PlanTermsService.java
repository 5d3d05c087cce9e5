package io.agentmeter.functions.plan;

import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.ChangeLog;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.plan.PlanAccount;
import java.time.Instant;

/// Writes what an administrator says of an account, and that it was said.
final class PlanTermsService {
    sealed interface Outcome {
        record Created(PlanAccount account) implements Outcome {}

        record Changed(PlanAccount account) implements Outcome {}

        /// The account says so already.
        record Same(PlanAccount account) implements Outcome {}

        record Conflict(PlanAccount current) implements Outcome {}
    }

    private final PlanStore plans;
    private final ChangeLog changes;

    PlanTermsService(PlanStore plans, ChangeLog changes) {
        this.plans = plans;
        this.changes = changes;
    }

    Outcome write(String account, TermsBody body, String by, Instant now) {
        PlanAccount before = plans.account(account).orElse(PlanAccount.unknown(account));
        if (before.version() > 0 && before.terms().equals(body.terms())) {
            return new Outcome.Same(before);
        }
        return switch (plans.write(account, body.terms(), body.version(), by, now)) {
            case PlanStore.Edit.Conflict(PlanAccount current) -> new Outcome.Conflict(current);
            case PlanStore.Edit.Written(PlanAccount written) -> {
                boolean isNew = before.version() == 0;
                changes.add(new Change(
                        now,
                        by,
                        Change.What.PLAN,
                        account,
                        isNew ? "created" : "changed",
                        isNew ? null : PlanJson.terms(before).toString(),
                        PlanJson.terms(written).toString()));
                yield isNew ? new Outcome.Created(written) : new Outcome.Changed(written);
            }
        };
    }
}
