package io.agentmeter.functions.library.control;

import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Accounts at vendors: what their windows were reported as, over time, and what administrators wrote about them.
public interface PlanStore {
    /// How long single readings are kept, and which session used which account.
    Duration KEPT = Duration.ofDays(35);

    /// Merges a report into the account's newest readings and its series. Repeats and reports out of order change
    /// nothing.
    ///
    /// @return the account as it is now
    PlanAccount report(PlanReport report);

    /// Every account, by name, with the newest reading of each window.
    List<PlanAccount> accounts();

    Optional<PlanAccount> account(String account);

    /// A window's readings since a moment, oldest first: for each step of time the highest share.
    List<PlanReading> series(String account, PlanWindowName window, Instant since);

    /// The account that a session reported last.
    Optional<String> accountOf(String session);

    /// Writes an account's terms, and nothing of its readings, together with the change that it is, on condition
    /// that the stored ones have the version before.
    ///
    /// @return false if somebody else wrote first
    boolean write(PlanAccount account, Change change);
}
