package io.agentmeter.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What holds while nobody can tell how much is spent, mildest first.
public enum FailMode {
    ALLOW,
    BLOCK;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FailMode> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(label))
                .findFirst();
    }
}
