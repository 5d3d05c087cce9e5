package io.agentmeter.functions.library.brake;

import java.util.Locale;
import java.util.Optional;

/// When a hold is written that nobody asks for yet, because less than half of its budget is used.
public enum EarlyHolds {
    /// Before the agent is answered. For Lambda, where a function may sleep once it has answered.
    BEFORE_ANSWER,
    /// Beside the answer, which does not wait for it. For one machine, where nobody sleeps and the store writes one
    /// row after the other.
    BESIDE_ANSWER;

    /// As it is written in settings.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EarlyHolds> ofLabel(String label) {
        for (EarlyHolds holds : values()) {
            if (holds.label().equals(label)) {
                return Optional.of(holds);
            }
        }
        return Optional.empty();
    }
}
