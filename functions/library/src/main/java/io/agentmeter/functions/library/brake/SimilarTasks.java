package io.agentmeter.functions.library.brake;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.DayData;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What tasks of a project usually cost: those of the last 30 days. Read at most every ten minutes.
public final class SimilarTasks {
    private static final int DAYS = 30;
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int DIGITS = 6;

    /// @param perRequest mean cost of one request; empty if there was none
    /// @param tasks costs of the tasks that cost anything, cheapest first
    public record Costs(Optional<Money> perRequest, List<Money> tasks) {
        public Costs {
            tasks = List.copyOf(tasks);
        }

        /// The cost that so many percent of the tasks do not exceed; there must be a task.
        public Money percentile(int percent) {
            int rank = Math.ceilDiv(tasks.size() * percent, 100);
            return tasks.get(Math.max(1, rank) - 1);
        }
    }

    private final RollupStore rollups;
    private final OrganisationCalendar calendar;
    private final Remembered<String, Costs> projects = new Remembered<>(FRESH);

    public SimilarTasks(RollupStore rollups, OrganisationCalendar calendar) {
        this.rollups = rollups;
        this.calendar = calendar;
    }

    public Costs of(String project, Instant now) {
        return projects.get(project, now, () -> read(project, calendar.dayOf(now)));
    }

    private Costs read(String project, LocalDate today) {
        List<LocalDate> days =
                today.minusDays(DAYS - 1L).datesUntil(today.plusDays(1)).toList();
        Map<String, Money> tasks = new TreeMap<>();
        Counters.Sum all = new Counters.Sum();
        for (DayData day : new DayReader(rollups).cells(days)) {
            day.cells().forEach((cell, counters) -> {
                if (cell.project().equals(project)) {
                    all.add(counters);
                    if (!cell.task().isEmpty()) {
                        tasks.merge(cell.task(), counters.money(CounterNames.COST), Money::plus);
                    }
                }
            });
        }
        return new Costs(
                perRequest(all.total()),
                tasks.values().stream().filter(cost -> !cost.isZero()).sorted().toList());
    }

    private static Optional<Money> perRequest(Counters all) {
        long requests = all.count(CounterNames.REQUESTS);
        return requests <= 0
                ? Optional.empty()
                : Optional.of(new Money(all.money(CounterNames.COST)
                        .dollars()
                        .divide(BigDecimal.valueOf(requests), DIGITS, RoundingMode.HALF_UP)));
    }
}
