package io.agentmeter.functions.library.budgets;

import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;

/// A part of a budget, some days of which have been added up.
///
/// @param risen those of the days whose spend rose as it happened, so that they may alert
public record Target(Budget budget, String part, Basis basis, SortedSet<LocalDate> days, SortedSet<LocalDate> risen) {
    static Target of(Budget budget, String part, Basis basis) {
        return new Target(budget, part, basis, new TreeSet<>(), new TreeSet<>());
    }

    void add(LocalDate day, boolean rose) {
        days.add(day);
        if (rose) {
            risen.add(day);
        }
    }
}
