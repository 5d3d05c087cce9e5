package io.agentmeter.slice;

import io.agentmeter.activity.DayMinutes;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;

/// One session's day as stored: dimensions, counters, models, and when it was active.
///
/// @param quarters by index of the quarter-hour in the day
public record SessionDay(
        SessionDayKey key,
        Dimensions dimensions,
        Counters counters,
        SortedSet<String> models,
        SortedMap<Integer, QuarterActivity> quarters) {
    public SessionDay {
        models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
        quarters = Collections.unmodifiableSortedMap(new TreeMap<>(quarters));
    }

    /// @param attributes quarter attributes as stored, by name; pages of one quarter-hour are merged
    public static SortedMap<Integer, QuarterActivity> quarters(Map<String, String> attributes) {
        TreeMap<Integer, QuarterActivity> quarters = new TreeMap<>();
        attributes.forEach((name, text) ->
                quarters.merge(QuarterName.parse(name).index(), QuarterActivity.parse(text), QuarterActivity::merge));
        return quarters;
    }

    public DayMinutes minutes() {
        DayMinutes minutes = DayMinutes.NONE;
        for (Map.Entry<Integer, QuarterActivity> quarter : quarters.entrySet()) {
            minutes = minutes.withQuarter(quarter.getKey(), quarter.getValue().mask());
        }
        return minutes;
    }

    public Optional<Instant> firstEvent(OrganisationCalendar calendar) {
        return reduce(calendar, QuarterActivity::first, (a, b) -> a.isBefore(b) ? a : b);
    }

    public Optional<Instant> lastEvent(OrganisationCalendar calendar) {
        return reduce(calendar, QuarterActivity::last, SessionDay::later);
    }

    public Optional<Instant> lastRequest(OrganisationCalendar calendar) {
        return reduce(calendar, QuarterActivity::lastRequest, SessionDay::later);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private Optional<Instant> reduce(
            OrganisationCalendar calendar,
            BiFunction<QuarterActivity, Instant, Optional<Instant>> pick,
            BinaryOperator<Instant> better) {
        Instant start = calendar.startOf(key.day());
        return quarters.entrySet().stream()
                .map(quarter -> pick.apply(
                        quarter.getValue(), start.plus(OrganisationCalendar.QUARTER.multipliedBy(quarter.getKey()))))
                .flatMap(Optional::stream)
                .reduce(better);
    }
}
