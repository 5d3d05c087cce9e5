package io.agentmeter.budget;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.Slice;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The plain fold: what usage adds up to in the parts of a budget. What is stored must always equal it.
public final class SpendFold {
    private SpendFold() {}

    /// What a day's cells are for each part of a budget that is not about sessions.
    public static SortedMap<String, Spent> ofCells(
            Budget budget, ClientDirectory clients, Map<CellKey, Counters> cells) {
        TreeMap<String, Spent> parts = new TreeMap<>();
        cells.forEach((cell, counters) -> budget.part(Subject.of(cell, clients))
                .ifPresent(part ->
                        parts.merge(part, Spent.of(budget.terms().limit().measure(), counters), Spent::plus)));
        parts.values().removeIf(Spent::isNothing);
        return parts;
    }

    /// What one session's day is for a budget that is about sessions. Whether it counts is asked of the session's
    /// names; which of its requests count is asked of their models and lanes.
    ///
    /// @param slices of the day; only asked for where the budget is about models or lanes
    public static Spent ofSession(
            Budget budget, ClientDirectory clients, SessionDay session, Collection<Slice> slices) {
        BudgetTerms terms = budget.terms();
        Subject names = Subject.of(session.key().session(), session.dimensions(), clients);
        if (!terms.scope().matchesSession(names)) {
            return Spent.NOTHING;
        }
        if (!terms.needsRequests()) {
            return Spent.of(terms.limit().measure(), session.counters());
        }
        LocalDate day = session.key().day();
        Spent sum = Spent.NOTHING;
        for (Slice slice : slices) {
            for (Map.Entry<CellKey, Counters> cell : slice.recorded().cells().entrySet()) {
                CellKey key = cell.getKey();
                if (key.day().equals(day) && terms.scope().matches(names.with(key.model(), key.lane()))) {
                    sum = sum.plus(Spent.of(terms.limit().measure(), cell.getValue()));
                }
            }
        }
        return sum;
    }
}
