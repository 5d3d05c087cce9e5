package io.agentmeter.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a report of an event came from, least informative about a request first: where two sources disagree about a
/// field, the later one is believed.
public enum Source {
    HOOK,
    METRICS,
    IMPORT,
    NATIVE,
    OTLP,
    TRANSCRIPT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Source> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(source -> source.label().equals(label))
                .findFirst();
    }
}
