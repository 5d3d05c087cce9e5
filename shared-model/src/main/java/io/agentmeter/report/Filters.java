package io.agentmeter.report;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Dimensions;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Names that usage must have to be counted.
public record Filters(Map<Dimension, String> wanted) {
    public static final Filters NONE = new Filters(Map.of());

    public Filters {
        EnumMap<Dimension, String> kept = new EnumMap<>(Dimension.class);
        kept.putAll(wanted);
        wanted = Collections.unmodifiableMap(kept);
    }

    public boolean accept(CellKey cell) {
        return wanted.entrySet().stream()
                .allMatch(filter -> filter.getKey().of(cell).equals(filter.getValue()));
    }

    public boolean accept(Dimensions session) {
        return wanted.entrySet().stream()
                .allMatch(filter -> filter.getKey().of(session).equals(filter.getValue()));
    }

    /// Whether what is left can be measured in time: a session cannot be cut to one model or one lane.
    public boolean leaveTime() {
        return wanted.keySet().stream().allMatch(Dimension::isOfSessions);
    }
}
