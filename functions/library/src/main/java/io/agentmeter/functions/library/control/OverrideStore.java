package io.agentmeter.functions.library.control;

import io.agentmeter.budget.BudgetOverride;
import java.util.List;

/// Overrides that hold or held until lately. A change and its entry in the change log are written together or not at
/// all.
public interface OverrideStore {
    void add(BudgetOverride override, Change change);

    /// @return false if there is none
    boolean remove(String budget, String id, Change change);

    /// Of all budgets, by budget and time. Whether one holds now is for the reader to ask.
    List<BudgetOverride> all(boolean strong);

    /// Of one budget.
    List<BudgetOverride> of(String budget, boolean strong);
}
