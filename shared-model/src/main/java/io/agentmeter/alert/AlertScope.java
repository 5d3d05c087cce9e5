package io.agentmeter.alert;

import io.agentmeter.rollup.CellKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a threshold adds up: everything, or all usage with one name.
public enum AlertScope {
    ALL,
    PROJECT,
    USER,
    TEAM,
    AGENT,
    MODEL,
    LANE,
    TASK;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AlertScope> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(scope -> scope.label().equals(label))
                .findFirst();
    }

    /// The name that a cell is added up under; empty for [#ALL] and for usage that nobody named.
    public String keyOf(CellKey cell) {
        return switch (this) {
            case ALL -> "";
            case PROJECT -> cell.project();
            case USER -> cell.user();
            case TEAM -> cell.team();
            case AGENT -> cell.agent();
            case MODEL -> cell.model();
            case LANE -> cell.lane();
            case TASK -> cell.task();
        };
    }
}
