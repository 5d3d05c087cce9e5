package io.agentmeter.budget;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How spend rose in a window until now: by the hour within a day, by the day otherwise.
public final class BurnDown {
    /// @param spent since the window began
    public record Point(Instant at, BigDecimal spent) {}

    private static final int HOURS = 24;

    private BurnDown() {}

    /// The days of a window that have begun, each with what was spent at its end.
    public static List<Point> byDay(BudgetState state, Spend spend, Instant now, OrganisationCalendar calendar) {
        Budget budget = state.budget();
        List<Point> points = new ArrayList<>();
        LocalDate today = calendar.dayOf(now);
        LocalDate first = first(state, spend, today);
        BigDecimal sum = BigDecimal.ZERO;
        points.add(new Point(calendar.startOf(first), sum));
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            if (budget.isValidOn(day)) {
                sum = sum.add(spend.on(day).amount());
            }
            points.add(new Point(day.equals(today) ? now : calendar.startOf(day.plusDays(1)), sum));
        }
        return points;
    }

    // A window without a beginning begins with its first spend.
    private static LocalDate first(BudgetState state, Spend spend, LocalDate today) {
        Kind kind = state.budget().terms().window().kind();
        if (kind == Kind.TOTAL || kind == Kind.SESSION) {
            SortedMap<LocalDate, Spent> counted =
                    spend.days().tailMap(state.window().start());
            return counted.isEmpty() || counted.firstKey().isAfter(today) ? today : counted.firstKey();
        }
        return state.window().start();
    }

    /// The hours of today that have begun, each with what was spent at its end. Usage is there some seconds before
    /// it is added up, so no point is above what the budget says is spent.
    ///
    /// @param hours what was spent in each hour of the clock
    public static List<Point> byHour(
            BudgetState state,
            SortedMap<Integer, BigDecimal> hours,
            LocalDate today,
            Instant now,
            OrganisationCalendar calendar) {
        BigDecimal spent = state.spent().amount();
        return byHour(hours, today, now, calendar).stream()
                .map(point -> new Point(point.at(), point.spent().min(spent)))
                .toList();
    }

    private static List<Point> byHour(
            SortedMap<Integer, BigDecimal> hours, LocalDate today, Instant now, OrganisationCalendar calendar) {
        List<Point> points = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        Instant start = calendar.startOf(today);
        points.add(new Point(start, sum));
        for (int hour = 0; hour < HOURS; hour++) {
            sum = sum.add(hours.getOrDefault(hour, BigDecimal.ZERO));
            Instant end =
                    today.atTime(hour, 0).atZone(calendar.zone()).plusHours(1).toInstant();
            if (!end.isBefore(now)) {
                points.add(new Point(now, sum.add(later(hours, hour))));
                return points;
            }
            points.add(new Point(end, sum));
        }
        return points;
    }

    // Clocks of agents go wrong a little; what is not past yet is spent all the same.
    private static BigDecimal later(SortedMap<Integer, BigDecimal> hours, int hour) {
        return hours.tailMap(hour + 1).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// What each part spent in each hour of one day's clock; nothing for tokens, which cells do not have by the
    /// hour.
    public static SortedMap<String, SortedMap<Integer, BigDecimal>> hours(
            Budget budget, ClientDirectory clients, Map<CellKey, Counters> cells) {
        TreeMap<String, SortedMap<Integer, BigDecimal>> parts = new TreeMap<>();
        if (budget.terms().limit().measure() == Measure.TOKENS) {
            return Collections.emptySortedMap();
        }
        cells.forEach((cell, counters) -> budget.part(Subject.of(cell, clients)).ifPresent(part -> {
            SortedMap<Integer, BigDecimal> hours = parts.computeIfAbsent(part, _ -> new TreeMap<>());
            for (int hour = 0; hour < HOURS; hour++) {
                String name = budget.terms().limit().measure() == Measure.USD
                        ? CounterNames.hourCost(hour)
                        : CounterNames.hourRequests(hour);
                BigDecimal spent = counters.values().get(name);
                if (spent != null) {
                    hours.merge(hour, spent, BigDecimal::add);
                }
            }
        }));
        return parts;
    }
}
