package io.agentmeter.functions.audit;

import java.util.Locale;

/// How a day's newest cube stands to its rollups.
enum CubeState {
    /// The day is not over.
    NOT_DUE,
    /// The day has no usage.
    NONE,
    /// A cube is to be written, by the next run that writes cubes.
    PENDING,
    MATCHES,
    /// It says something else, and no new one is due.
    DIFFERS,
    /// There is none, and none is due.
    MISSING;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isWrong() {
        return switch (this) {
            case DIFFERS, MISSING -> true;
            case NOT_DUE, NONE, PENDING, MATCHES -> false;
        };
    }
}
