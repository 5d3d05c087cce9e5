package io.agentmeter.functions.library.control;

import io.agentmeter.budget.Budget;
import java.util.List;
import java.util.Optional;

/// Budgets and their earlier versions. A change and its entry in the change log are written together or not at all.
public interface BudgetStore {
    /// Stores the budget on condition that the stored one has the version before, and keeps it as a version for
    /// ever.
    ///
    /// @return false if somebody else changed it first
    boolean put(Budget budget, Change change);

    /// The newest version, be it deleted or not; strongly consistent.
    Optional<Budget> find(String id);

    /// The newest version of every budget, by id, deleted ones included.
    List<Budget> all(boolean strong);

    /// Every version, oldest first.
    List<Budget> history(String id);
}
