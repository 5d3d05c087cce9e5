package io.agentmeter.format;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/// Exact numbers from text: the one tolerant reader for numbers that arrive as JSON numbers, as strings or as either.
/// Floating point is never involved.
public final class Counts {
    /// Longer texts are no numbers that anybody counts with.
    private static final int MAX_DIGITS = 64;

    private Counts() {}

    /// A number with a bounded count of digits and a bounded exponent, so that arithmetic on it stays cheap.
    public static Optional<BigDecimal> decimal(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(trimmed);
            return Math.abs((long) number.scale()) <= MAX_DIGITS ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// A whole number from 0 to [Limits#MAX_COUNT]; `12.0` is whole.
    public static OptionalLong whole(String text) {
        Optional<BigDecimal> number = decimal(text);
        return number.isPresent() ? whole(number.get()) : OptionalLong.empty();
    }

    public static OptionalLong whole(BigDecimal number) {
        boolean counts = number.signum() >= 0
                && number.compareTo(BigDecimal.valueOf(Limits.MAX_COUNT)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        return counts ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
    }

    /// Why [#whole] refused.
    public static String whyNotWhole(String text) {
        Optional<BigDecimal> number = decimal(text);
        if (number.isEmpty()) {
            return "must be a whole number";
        }
        if (number.get().signum() < 0) {
            return "must not be negative";
        }
        return number.get().compareTo(BigDecimal.valueOf(Limits.MAX_COUNT)) > 0
                ? "must not be above " + Limits.MAX_COUNT
                : "must be a whole number";
    }
}
