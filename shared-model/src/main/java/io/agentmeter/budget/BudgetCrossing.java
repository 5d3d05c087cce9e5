package io.agentmeter.budget;

import io.agentmeter.alert.AlertId;
import io.agentmeter.budget.BudgetWindow.Days;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A threshold that one part of a budget has reached in one window. Its identity leaves the spend out, so it happens
/// once however much more is spent.
public record BudgetCrossing(Budget budget, String part, Days window, Threshold threshold, BigDecimal spent) {
    /// `budget/shop-day/-/2026-11-22/r1/80%`.
    public String id() {
        return "budget/" + budget.id() + "/" + AlertId.part(part) + "/" + window.key() + "/r" + budget.revision() + "/"
                + threshold.text();
    }

    public BigDecimal limit() {
        return budget.terms().limit().amount();
    }

    /// The thresholds that are reached in any window that holds one of these days. A rolling window is a new one
    /// each day; what it had reached the day before is not reached anew.
    ///
    /// @param spend every day of those windows, and of rolling ones the day before
    public static List<BudgetCrossing> of(
            Budget budget, String part, Spend spend, Collection<LocalDate> changed, LocalDate today) {
        List<BudgetCrossing> crossings = new ArrayList<>();
        List<Days> windows = changed.stream()
                .filter(budget::isValidOn)
                .flatMap(day -> budget.windowsHolding(day, today).stream())
                .distinct()
                .toList();
        for (Days window : windows) {
            BigDecimal spent = spend.in(window, budget).amount();
            List<Threshold> before = reachedTheDayBefore(budget, spend, window);
            for (Threshold threshold : budget.reached(spent)) {
                if (!before.contains(threshold)) {
                    crossings.add(new BudgetCrossing(budget, part, window, threshold, spent));
                }
            }
        }
        return crossings;
    }

    /// The thresholds that are reached in the window of today, since when does not matter: for a budget that is
    /// new.
    ///
    /// @param spend every day of the window
    public static List<BudgetCrossing> now(Budget budget, String part, Spend spend, LocalDate today) {
        if (!budget.isValidOn(today)) {
            return List.of();
        }
        Days window = budget.windowAt(today);
        BigDecimal spent = spend.in(window, budget).amount();
        return budget.reached(spent).stream()
                .map(threshold -> new BudgetCrossing(budget, part, window, threshold, spent))
                .toList();
    }

    static List<Threshold> reachedTheDayBefore(Budget budget, Spend spend, Days window) {
        if (budget.terms().window().kind() != BudgetWindow.Kind.ROLLING) {
            return List.of();
        }
        Days before = budget.windowAt(window.end().minusDays(1));
        return budget.reached(spend.in(before, budget).amount());
    }
}
