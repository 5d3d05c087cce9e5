package io.agentmeter.audit;

import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One place where what is stored is not what it should be.
///
/// @param key which row or event: a row's sort key, an event's key
/// @param values what differs, by name
public record Difference(Kind kind, String key, SortedMap<String, Values> values) {
    /// What differs. A slice's or a session's difference is not in the totals yet, it would get there with the next
    /// change.
    public enum Kind {
        /// A stored event that no slice has.
        EVENT_UNCOUNTED,
        /// A stored event says more than its slice knows.
        EVENT_OUTDATED,
        /// A slice does not know what the rollups have from it.
        SLICE,
        /// A session's row lacks what its events say of it, or its slices are under other names.
        SESSION,
        CELL,
        SESSION_DAY,
        /// The newest file of a day that is over is not what the rollups say, and no new one is due.
        CUBE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One value as it should be and as it is; empty where there should be none or is none.
    public record Values(String expected, String actual) {}

    public Difference {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Difference of(Kind kind, String key) {
        return new Difference(kind, key, new TreeMap<>());
    }

    public static Difference of(Kind kind, String key, String name, String expected, String actual) {
        return new Difference(kind, key, new TreeMap<>(Map.of(name, new Values(expected, actual))));
    }

    /// The counters that are not equal.
    public static SortedMap<String, Values> between(Counters expected, Counters actual) {
        TreeMap<String, Values> values = new TreeMap<>();
        actual.minus(expected)
                .values()
                .keySet()
                .forEach(name -> values.put(name, new Values(text(expected, name), text(actual, name))));
        return values;
    }

    private static String text(Counters counters, String name) {
        return counters.values().getOrDefault(name, BigDecimal.ZERO).toPlainString();
    }
}
