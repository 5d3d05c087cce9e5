package io.agentmeter.alert.watch;

import io.agentmeter.rollup.CounterNames;
import java.util.SortedMap;
import java.util.TreeMap;

/// Models with requests that nobody could price.
public final class Unpriced {
    private Unpriced() {}

    /// How many requests of each.
    public static SortedMap<String, Long> of(DayCells day) {
        SortedMap<String, Long> models = new TreeMap<>();
        day.cells().forEach((cell, counters) -> {
            long count = counters.count(CounterNames.UNPRICED);
            if (count > 0) {
                models.merge(cell.model(), count, Long::sum);
            }
        });
        return models;
    }
}
