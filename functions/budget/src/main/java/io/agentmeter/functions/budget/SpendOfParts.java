package io.agentmeter.functions.budget;

import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.slice.SessionDay;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Finds what every part of a budget spent.
record SpendOfParts(BudgetParts parts) {
    private static final int MOST_SESSIONS = 1_000;

    /// By part, for the window of today and at least from `from` on.
    SortedMap<String, Spend> of(Budget budget, Basis basis, LocalDate from, LocalDate today) {
        TreeMap<String, Spend> spend = new TreeMap<>();
        LocalDate start = budget.windowAt(today).start();
        LocalDate first = start.isBefore(from) ? start : from;
        if (budget.terms().isPerSession()) {
            ofSessions(budget, basis, today, spend);
        } else if (budget.terms().per().isEmpty()) {
            spend.put("", parts.spend().spend(budget, "", basis, first, today, true));
        } else {
            spend.putAll(parts.spend().spendOfParts(budget, basis, first, today));
        }
        spend.values().removeIf(days -> days.days().isEmpty());
        return spend;
    }

    // Sessions are without number; those of today and yesterday are looked at.
    private void ofSessions(Budget budget, Basis basis, LocalDate today, TreeMap<String, Spend> spend) {
        List<SpendKey> keys = Stream.of(today, today.minusDays(1))
                .flatMap(day -> parts.rollups().sessionDays(day).stream()
                        .sorted(Comparator.comparing(
                                (SessionDay session) -> session.lastEvent(parts.calendar())
                                        .orElse(parts.calendar().startOf(day)),
                                Comparator.reverseOrder())))
                .map(session -> SpendKey.of(budget, session.key().session(), today))
                .distinct()
                .limit(MOST_SESSIONS)
                .toList();
        parts.spend().rows(keys, false).forEach((key, row) -> spend.put(key.part(), row.on(basis)));
    }
}
