package io.agentmeter.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What happened. The label is the word used in JSON and in storage.
public enum Kind {
    MODEL_REQUEST,
    REQUEST_FAILED,
    TURN_STARTED,
    TURN_ENDED,
    SESSION_STARTED,
    SESSION_ENDED,
    TOOL_USED,
    TASK_CHANGED,
    RATE_LIMITED,
    ACTIVITY;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
