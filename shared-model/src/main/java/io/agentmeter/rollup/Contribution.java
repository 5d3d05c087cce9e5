package io.agentmeter.rollup;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one slice adds to the rollups: counters per cell, and the counters of its session's day that no cell has.
/// A slice stores the contribution that was last written, so any change of it (new events, another project, another
/// price) is written as the difference.
public record Contribution(SortedMap<CellKey, Counters> cells, Counters sessionDay) {
    public static final Contribution NONE = new Contribution(new TreeMap<>(), Counters.NONE);

    public Contribution {
        TreeMap<CellKey, Counters> kept = new TreeMap<>();
        cells.forEach((key, counters) -> {
            if (!counters.isEmpty()) {
                kept.put(key, counters);
            }
        });
        cells = Collections.unmodifiableSortedMap(kept);
    }

    public Contribution plus(Contribution other) {
        TreeMap<CellKey, Counters> sum = new TreeMap<>(cells);
        other.cells.forEach((key, counters) -> sum.merge(key, counters, Counters::plus));
        return new Contribution(sum, sessionDay.plus(other.sessionDay));
    }

    public Contribution minus(Contribution other) {
        TreeMap<CellKey, Counters> negated = new TreeMap<>();
        for (Map.Entry<CellKey, Counters> cell : other.cells.entrySet()) {
            negated.put(cell.getKey(), cell.getValue().negated());
        }
        return plus(new Contribution(negated, other.sessionDay.negated()));
    }

    public boolean isEmpty() {
        return cells.isEmpty() && sessionDay.isEmpty();
    }
}
