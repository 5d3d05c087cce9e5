package io.agentmeter.budget;

import io.agentmeter.budget.BudgetWindow.Days;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one part of a budget spent on each day. A day on which nothing was spent is not there.
public record Spend(SortedMap<LocalDate, Spent> days) {
    public static final Spend NONE = new Spend(new TreeMap<>());

    public Spend {
        TreeMap<LocalDate, Spent> kept = new TreeMap<>(days);
        kept.values().removeIf(Spent::isNothing);
        days = Collections.unmodifiableSortedMap(kept);
    }

    public Spend plus(Spend other) {
        TreeMap<LocalDate, Spent> sum = new TreeMap<>(days);
        other.days.forEach((day, spent) -> sum.merge(day, spent, Spent::plus));
        return new Spend(sum);
    }

    public Spent on(LocalDate day) {
        return days.getOrDefault(day, Spent.NOTHING);
    }

    /// What counts in a window of the budget: its valid days only.
    public Spent in(Days window, Budget budget) {
        Spent sum = Spent.NOTHING;
        for (Map.Entry<LocalDate, Spent> day : days.entrySet()) {
            if (window.holds(day.getKey()) && budget.isValidOn(day.getKey())) {
                sum = sum.plus(day.getValue());
            }
        }
        return sum;
    }
}
