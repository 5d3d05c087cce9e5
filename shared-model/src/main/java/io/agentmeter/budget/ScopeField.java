package io.agentmeter.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a budget can be narrowed to.
public enum ScopeField {
    PROJECT,
    USER,
    TEAM,
    /// All projects of one client.
    CLIENT,
    AGENT,
    MODEL,
    LANE,
    TASK,
    SESSION;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ScopeField> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(field -> field.label().equals(label))
                .findFirst();
    }

    /// Empty where unknown.
    public String of(Subject subject) {
        return switch (this) {
            case PROJECT -> subject.project();
            case USER -> subject.user();
            case TEAM -> subject.team();
            case CLIENT -> subject.client();
            case AGENT -> subject.agent();
            case MODEL -> subject.model();
            case LANE -> subject.lane();
            case TASK -> subject.task();
            case SESSION -> subject.session();
        };
    }
}
