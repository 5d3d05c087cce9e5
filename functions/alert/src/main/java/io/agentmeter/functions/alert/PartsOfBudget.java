package io.agentmeter.functions.alert;

import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.functions.library.budgets.Target;
import io.agentmeter.functions.library.control.SpendStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds the parts of a budget that have spent something in the window of today.
record PartsOfBudget(SpendStore spend, RollupStore rollups) {
    private static final int MOST_PARTS = 100_000;

    Collection<Target> of(BudgetBook book, String id, LocalDate today) {
        return book.budgets().stream()
                .filter(budget -> budget.id().equals(id))
                .flatMap(budget -> targets(budget, budget.basis(book.clients()), today))
                .toList();
    }

    private Stream<Target> targets(Budget budget, Basis basis, LocalDate today) {
        return parts(budget, today).stream()
                .map(part -> new Target(budget, part, basis, new TreeSet<>(), new TreeSet<>()));
    }

    private Set<String> parts(Budget budget, LocalDate today) {
        Set<String> parts = new TreeSet<>();
        if (budget.terms().isPerSession()) {
            // Older sessions have ended.
            for (LocalDate day : List.of(today.minusDays(1), today)) {
                rollups.sessionDays(day)
                        .forEach(session -> parts.add(session.key().session()));
            }
            return parts;
        }
        for (String period : SpendKey.periods(budget, budget.windowAt(today).start(), today)) {
            spend.parts(budget.id(), period, MOST_PARTS, true)
                    .forEach(row -> parts.add(row.key().part()));
        }
        return parts;
    }
}
