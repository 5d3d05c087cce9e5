package io.agentmeter.budget;

import io.agentmeter.budget.BudgetWindow.Days;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a budget would have done lately, had there been one.
///
/// @param windows newest first; those in which nothing was spent are left out
public record Preview(List<Window> windows, int warned, int blocked) {
    /// What one part spent by the hour of a day's clock, or as a whole in its first hour where hours are not known.
    public record Day(Spent spent, SortedMap<Instant, BigDecimal> hours) {}

    public record Window(String part, Days days, BigDecimal spent, List<Crossed> crossed) {}

    /// @param at the end of the hour in which the threshold was reached
    public record Crossed(Threshold threshold, Instant at) {}

    public Preview {
        windows = List.copyOf(windows);
    }

    /// @param usage what each part spent on each day, some days before `first` for the windows that began then
    public static Preview of(
            Budget budget, SortedMap<String, SortedMap<LocalDate, Day>> usage, LocalDate first, LocalDate today) {
        List<Window> windows = new ArrayList<>();
        int warned = 0;
        int blocked = 0;
        for (Map.Entry<String, SortedMap<LocalDate, Day>> part : usage.entrySet()) {
            for (Days days : windows(budget, first, today)) {
                Window window = window(budget, part.getKey(), days, part.getValue());
                if (window.spent().signum() > 0) {
                    windows.add(window);
                    Verdict verdict = budget.verdict(window.spent());
                    boolean anew = !window.crossed().isEmpty();
                    warned += anew && verdict == Verdict.WARN ? 1 : 0;
                    blocked += anew && verdict.blocks() ? 1 : 0;
                }
            }
        }
        windows.sort((a, b) -> {
            int byTime = b.days().end().compareTo(a.days().end());
            return byTime == 0 ? b.spent().compareTo(a.spent()) : byTime;
        });
        return new Preview(windows, warned, blocked);
    }

    private static Collection<Days> windows(Budget budget, LocalDate first, LocalDate today) {
        return first.datesUntil(today.plusDays(1))
                .map(budget::windowAt)
                .distinct()
                .toList();
    }

    private static Window window(Budget budget, String part, Days days, SortedMap<LocalDate, Day> usage) {
        TreeMap<LocalDate, Spent> spent = new TreeMap<>();
        TreeMap<Instant, BigDecimal> hours = new TreeMap<>();
        usage.forEach((day, one) -> {
            spent.put(day, one.spent());
            if (days.holds(day) && budget.isValidOn(day)) {
                hours.putAll(one.hours());
            }
        });
        Spend spend = new Spend(spent);
        BigDecimal total = spend.in(days, budget).amount();
        List<Threshold> before = BudgetCrossing.reachedTheDayBefore(budget, spend, days);
        List<Crossed> crossed = new ArrayList<>();
        for (Threshold threshold : budget.reached(total)) {
            if (!before.contains(threshold)) {
                crossed.add(new Crossed(
                        threshold,
                        reachedAt(hours, threshold.amountOf(budget.terms().limit()))));
            }
        }
        return new Window(part, days, total, crossed);
    }

    private static Instant reachedAt(SortedMap<Instant, BigDecimal> hours, BigDecimal amount) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Instant, BigDecimal> hour : hours.entrySet()) {
            sum = sum.add(hour.getValue());
            if (sum.compareTo(amount) >= 0) {
                return hour.getKey();
            }
        }
        return hours.lastKey();
    }
}
