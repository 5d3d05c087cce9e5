package io.agentmeter.budget;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.WeekFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The time over which a budget adds up. Days are the organisation's and usage counts by the time it happened at, so
/// a window begins by itself and nothing ever resets a counter.
///
/// @param rollingDays of a rolling window how many days it holds; otherwise 0
public record BudgetWindow(Kind kind, int rollingDays) {
    /// The longest rolling window.
    public static final int MOST_ROLLING_DAYS = 366;

    /// Behind every day that anybody asks for.
    static final LocalDate END_OF_TIME = LocalDate.of(9999, 12, 31);

    public enum Kind {
        /// One session over its whole life.
        SESSION,
        DAY,
        /// Monday to Sunday.
        WEEK,
        MONTH,
        TOTAL,
        /// The last so many days, today included.
        ROLLING;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> ofLabel(String label) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst();
        }
    }

    /// One such time.
    ///
    /// @param key its name: `2026-11-22`, `2026-W47`, `2026-11`, `total`, `session`, `last-7@2026-11-22`
    /// @param end included
    public record Days(String key, LocalDate start, LocalDate end) {
        public boolean holds(LocalDate day) {
            return !day.isBefore(start) && !day.isAfter(end);
        }

        /// Whether there is a day on which the next one begins.
        public boolean ends() {
            return end.isBefore(END_OF_TIME);
        }
    }

    public static BudgetWindow of(Kind kind) {
        return new BudgetWindow(kind, 0);
    }

    public static BudgetWindow rolling(int days) {
        return new BudgetWindow(Kind.ROLLING, days);
    }

    /// The window that holds this day; of rolling ones the one that ends with it.
    ///
    /// @param first where windows without a beginning begin
    public Days at(LocalDate day, LocalDate first) {
        return switch (kind) {
            case SESSION -> new Days("session", first, END_OF_TIME);
            case TOTAL -> new Days("total", first, END_OF_TIME);
            case DAY -> new Days(day.toString(), day, day);
            case WEEK -> {
                LocalDate monday = day.with(WeekFields.ISO.dayOfWeek(), 1);
                String key = String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        day.get(WeekFields.ISO.weekBasedYear()),
                        day.get(WeekFields.ISO.weekOfWeekBasedYear()));
                yield new Days(key, monday, monday.plusDays(6));
            }
            case MONTH -> {
                YearMonth month = YearMonth.from(day);
                yield new Days(month.toString(), month.atDay(1), month.atEndOfMonth());
            }
            case ROLLING -> new Days("last-" + rollingDays + "@" + day, day.minusDays(rollingDays - 1L), day);
        };
    }

    /// Every window that holds this day and has begun, oldest first. Only rolling ones are more than one.
    public List<Days> holding(LocalDate day, LocalDate today, LocalDate first) {
        if (kind != Kind.ROLLING) {
            return List.of(at(day, first));
        }
        LocalDate last = day.plusDays(rollingDays - 1L);
        LocalDate until = last.isAfter(today) ? today : last;
        return until.isBefore(day)
                ? List.of(at(day, first))
                : day.datesUntil(until.plusDays(1)).map(end -> at(end, first)).toList();
    }
}
