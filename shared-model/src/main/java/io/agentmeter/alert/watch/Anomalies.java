package io.agentmeter.alert.watch;

import io.agentmeter.alert.AlertScope;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds days that cost far more than such days do: of everything, of a project, a user, an agent. A day is held
/// against the same weekdays before it, or, where there are too few, against the days of the last four weeks; days
/// without usage say nothing. Only spend that was reported as it happened counts of the day itself, so a backfill is no
/// surprise, while what was backfilled before is history like any other.
public final class Anomalies {
    /// Days before the one that is looked at, of which some are asked.
    public static final int HISTORY_DAYS = 56;

    private static final int TRAILING_DAYS = 28;
    private static final int WEEK = 7;
    private static final int FEWEST_WEEKDAYS = 4;
    private static final int FEWEST_DAYS = 7;
    private static final List<AlertScope> SCOPES =
            List.of(AlertScope.ALL, AlertScope.PROJECT, AlertScope.USER, AlertScope.AGENT);

    /// A day that is far out.
    ///
    /// @param usual what such days cost in the middle
    /// @param why one sentence
    public record Anomaly(LocalDate day, AlertScope scope, String key, Money spent, Money usual, String why) {
        /// `Project shop`, `All usage`.
        public String whose() {
            return scope == AlertScope.ALL
                    ? "All usage"
                    : scope.label().substring(0, 1).toUpperCase(Locale.ROOT)
                            + scope.label().substring(1) + " " + key;
        }
    }

    private record Sample(List<BigDecimal> amounts, String name) {}

    private final DayCells today;
    private final List<DayCells> history;
    private final Money minimum;

    private Anomalies(DayCells today, Collection<DayCells> history, Money minimum) {
        this.today = today;
        this.history = history.stream()
                .filter(day -> day.day().isBefore(today.day()))
                .filter(day -> !day.day().isBefore(today.day().minusDays(HISTORY_DAYS)))
                .toList();
        this.minimum = minimum;
    }

    /// Days that [#of] looks at besides the day itself.
    public static List<LocalDate> historyOf(LocalDate day) {
        List<LocalDate> days = new ArrayList<>();
        for (int back = 1; back <= HISTORY_DAYS; back++) {
            if (back <= TRAILING_DAYS || back % WEEK == 0) {
                days.add(day.minusDays(back));
            }
        }
        return days;
    }

    /// @param minimum a day that costs less is not worth a message
    public static List<Anomaly> of(DayCells day, Collection<DayCells> history, Money minimum) {
        return new Anomalies(day, history, minimum).find();
    }

    private List<Anomaly> find() {
        List<Anomaly> found = new ArrayList<>();
        for (AlertScope scope : SCOPES) {
            today.by(scope, CounterNames.LIVE_COST).forEach((key, amount) -> {
                Money spent = new Money(amount);
                boolean named = scope == AlertScope.ALL || !key.isEmpty();
                if (named && !spent.isBelow(minimum)) {
                    anomaly(scope, key, spent).ifPresent(found::add);
                }
            });
        }
        return found;
    }

    private Optional<Anomaly> anomaly(AlertScope scope, String key, Money spent) {
        return sample(scope, key).flatMap(sample -> {
            RobustRange range = RobustRange.of(sample.amounts());
            if (spent.dollars().compareTo(range.most()) <= 0) {
                return Optional.empty();
            }
            String why = "%s cost %s in the middle, give or take %s; %s is unusual above %s, and it has cost %s on %s."
                    .formatted(
                            sample.name(),
                            dollars(range.middle()),
                            dollars(range.spread()),
                            "such a day",
                            dollars(range.most()),
                            dollars(spent.dollars()),
                            today.day());
            return Optional.of(new Anomaly(today.day(), scope, key, spent, new Money(range.middle()), why));
        });
    }

    private Optional<Sample> sample(AlertScope scope, String key) {
        List<BigDecimal> weekdays = spent(scope, key, HISTORY_DAYS, true);
        if (weekdays.size() >= FEWEST_WEEKDAYS) {
            String weekday = today.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            return Optional.of(new Sample(weekdays, "The last " + weekdays.size() + " " + weekday + "s with usage"));
        }
        List<BigDecimal> days = spent(scope, key, TRAILING_DAYS, false);
        return days.size() >= FEWEST_DAYS
                ? Optional.of(new Sample(days, "The last " + days.size() + " days with usage"))
                : Optional.empty();
    }

    private List<BigDecimal> spent(AlertScope scope, String key, int daysBack, boolean sameWeekday) {
        LocalDate oldest = today.day().minusDays(daysBack);
        return history.stream()
                .filter(day -> !day.day().isBefore(oldest))
                .filter(day ->
                        !sameWeekday || day.day().getDayOfWeek() == today.day().getDayOfWeek())
                .map(day -> day.by(scope, CounterNames.COST).getOrDefault(key, BigDecimal.ZERO))
                .filter(amount -> amount.signum() > 0)
                .toList();
    }

    private static String dollars(BigDecimal amount) {
        return "$" + amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
