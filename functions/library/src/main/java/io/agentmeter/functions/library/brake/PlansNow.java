package io.agentmeter.functions.library.brake;

import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How whoever works pays, and how much of the fullest window is used. Everybody who asks within five seconds gets the
/// same.
public final class PlansNow {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String ALL = "";

    /// @param used percent of the fullest window, as the vendor reported it; empty if nothing that still holds was
    public record Plan(PlanMode mode, Optional<BigDecimal> used) {
        private static final Plan NONE = new Plan(PlanMode.API, Optional.empty());
    }

    private final PlanStore plans;
    private final Remembered<String, List<PlanAccount>> accounts = new Remembered<>(FRESH);
    private final Remembered<String, Optional<String>> ofSessions = new Remembered<>(FRESH);

    public PlansNow(PlanStore plans) {
        this.plans = plans;
    }

    /// @param session empty if it does not matter
    /// @param user empty if it does not matter
    public Plan of(String session, String user, Instant now) {
        List<PlanAccount> all = accounts.get(ALL, now, plans::accounts);
        Optional<String> ofSession =
                session.isEmpty() ? Optional.empty() : ofSessions.get(session, now, () -> plans.accountOf(session));
        return all.stream()
                .filter(account -> ofSession
                        .map(name -> account.account().equals(name))
                        .orElseGet(() -> user.isEmpty() || account.users().contains(user)))
                .map(account -> new Plan(
                        account.mode(),
                        account.fullest(now).map(window -> window.getValue().usedPercent())))
                .reduce(PlansNow::both)
                .orElse(Plan.NONE);
    }

    private static Plan both(Plan one, Plan other) {
        Optional<BigDecimal> fuller =
                one.used().map(used -> other.used().map(used::max).orElse(used)).or(other::used);
        return new Plan(one.mode().and(other.mode()), fuller);
    }
}
