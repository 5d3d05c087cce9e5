package io.agentmeter.report;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Dimensions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What usage can be grouped by and filtered to.
public enum Dimension {
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

    public static Optional<Dimension> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.label().equals(label))
                .findFirst();
    }

    /// Empty where unknown.
    public String of(CellKey cell) {
        return switch (this) {
            case PROJECT -> cell.project();
            case USER -> cell.user();
            case TEAM -> cell.team();
            case AGENT -> cell.agent();
            case MODEL -> cell.model();
            case LANE -> cell.lane();
            case TASK -> cell.task();
        };
    }

    /// Whether a session has one of it. It has not one model and not one lane, so time has no meaning by those.
    public boolean isOfSessions() {
        return switch (this) {
            case PROJECT, USER, TEAM, AGENT, TASK -> true;
            case MODEL, LANE -> false;
        };
    }

    /// Empty where unknown, and where sessions have none.
    public String of(Dimensions session) {
        return switch (this) {
            case PROJECT -> session.project();
            case USER -> session.user();
            case TEAM -> session.team();
            case AGENT -> session.agent();
            case TASK -> session.task();
            case MODEL, LANE -> "";
        };
    }
}
