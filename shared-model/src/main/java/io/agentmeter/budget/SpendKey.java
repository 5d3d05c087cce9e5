package io.agentmeter.budget;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One row of spend: a month of one part of a budget; of a session its whole life.
///
/// @param period `2026-11`, or [#LIFE]
public record SpendKey(String budget, String part, String period) implements Comparable<SpendKey> {
    /// The period of a session's row.
    public static final String LIFE = "life";

    private static final Comparator<SpendKey> ORDER = Comparator.comparing(SpendKey::budget)
            .thenComparing(SpendKey::period)
            .thenComparing(SpendKey::part);

    /// The row that a day of this part is in.
    public static SpendKey of(Budget budget, String part, LocalDate day) {
        return new SpendKey(
                budget.id(),
                part,
                budget.terms().isPerSession() ? LIFE : YearMonth.from(day).toString());
    }

    /// Every row that these days of a part are in.
    ///
    /// @param last included
    public static List<SpendKey> of(Budget budget, String part, LocalDate first, LocalDate last) {
        return periods(budget, first, last).stream()
                .map(period -> new SpendKey(budget.id(), part, period))
                .toList();
    }

    public static List<String> periods(Budget budget, LocalDate first, LocalDate last) {
        if (budget.terms().isPerSession()) {
            return List.of(LIFE);
        }
        YearMonth end = YearMonth.from(last);
        return Stream.iterate(YearMonth.from(first), month -> !month.isAfter(end), month -> month.plusMonths(1))
                .map(YearMonth::toString)
                .toList();
    }

    @Override
    public int compareTo(SpendKey other) {
        return ORDER.compare(this, other);
    }
}
