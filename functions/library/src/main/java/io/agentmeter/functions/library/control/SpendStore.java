package io.agentmeter.functions.library.control;

import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What budgets' parts have spent, as absolute sums by day.
public interface SpendStore {
    /// As many parts of one budget as are looked at together.
    int MOST_PARTS = 10_000;

    /// These rows; [SpendRow#none] for those that are not stored.
    Map<SpendKey, SpendRow> rows(Collection<SpendKey> keys, boolean strong);

    /// Stores the row on condition that the stored one still has `row.version()`, and raises the version.
    ///
    /// @return false if somebody else wrote first
    boolean write(SpendRow row);

    /// The rows of every part in one period.
    List<SpendRow> parts(String budget, String period, int limit, boolean strong);

    /// What one part spent on these days.
    ///
    /// @param last included
    default Spend spend(Budget budget, String part, Basis basis, LocalDate first, LocalDate last, boolean strong) {
        Spend spend = Spend.NONE;
        for (SpendRow row : rows(SpendKey.of(budget, part, first, last), strong).values()) {
            spend = spend.plus(row.on(basis));
        }
        return spend;
    }

    /// What each part spent in the periods that hold these days; parts that spent nothing are left out.
    ///
    /// @param last included
    default SortedMap<String, Spend> spendOfParts(Budget budget, Basis basis, LocalDate first, LocalDate last) {
        SortedMap<String, Spend> spent = new TreeMap<>();
        for (String period : SpendKey.periods(budget, first, last)) {
            parts(budget.id(), period, MOST_PARTS, false)
                    .forEach(row -> spent.merge(row.key().part(), row.on(basis), Spend::plus));
        }
        spent.values().removeIf(spend -> spend.days().isEmpty());
        return spent;
    }
}
