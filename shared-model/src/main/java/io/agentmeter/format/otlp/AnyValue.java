package io.agentmeter.format.otlp;

import java.util.List;
import java.util.Optional;

/// A value as OTLP has them: a plain one as its text, or an array of plain ones. Maps and bytes are absent.
record AnyValue(Optional<String> text, List<String> list) {
    /// A longer text is content and no name or number.
    private static final int SHORT = 200;

    static final AnyValue ABSENT = new AnyValue(Optional.empty(), List.of());

    static AnyValue of(String text) {
        return new AnyValue(Optional.of(text), List.of());
    }

    static AnyValue of(List<String> list) {
        return new AnyValue(Optional.empty(), list);
    }

    String shortText() {
        return text.filter(value -> value.length() <= SHORT).orElse("");
    }

    void putInto(Attributes.Builder attributes, String key) {
        text.ifPresent(value -> attributes.put(key, value));
        if (!list.isEmpty()) {
            attributes.put(key, list);
        }
    }
}
