package io.agentmeter.functions.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/// A name as people give it: one line, not too long.
final class PlainName {
    static final String RULE = "must be 1 to 200 characters without line breaks or other control characters";

    private static final Pattern FORM = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,200}");

    private PlainName() {}

    static Optional<String> of(String text) {
        String name = text.strip();
        return FORM.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
