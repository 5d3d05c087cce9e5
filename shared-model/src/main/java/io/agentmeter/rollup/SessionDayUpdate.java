package io.agentmeter.rollup;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A change of one session's day.
///
/// @param dimensions set
/// @param counters added
/// @param models added to the set of models seen
/// @param quarters set, by attribute name: when the session was active in each quarter-hour
public record SessionDayUpdate(
        Dimensions dimensions, Counters counters, SortedSet<String> models, SortedMap<String, String> quarters) {
    public SessionDayUpdate {
        models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
        quarters = Collections.unmodifiableSortedMap(new TreeMap<>(quarters));
    }

    public static SessionDayUpdate of(
            Dimensions dimensions, Counters counters, Set<String> models, String quarter, String activity) {
        return new SessionDayUpdate(
                dimensions, counters, new TreeSet<>(models), new TreeMap<>(Map.of(quarter, activity)));
    }

    public SessionDayUpdate merge(SessionDayUpdate later) {
        TreeSet<String> allModels = new TreeSet<>(models);
        allModels.addAll(later.models);
        TreeMap<String, String> allQuarters = new TreeMap<>(quarters);
        allQuarters.putAll(later.quarters);
        return new SessionDayUpdate(later.dimensions, counters.plus(later.counters), allModels, allQuarters);
    }
}
