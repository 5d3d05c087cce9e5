package io.agentmeter.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How an account pays: with a plan's windows, per token, or both (a plan that goes on per token when it is used up).
public enum PlanMode {
    SUBSCRIPTION,
    API,
    BOTH;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PlanMode> ofLabel(String label) {
        return Stream.of(values()).filter(mode -> mode.label().equals(label)).findFirst();
    }

    /// What somebody pays who has accounts of both modes.
    public PlanMode and(PlanMode other) {
        return this == other ? this : BOTH;
    }
}
