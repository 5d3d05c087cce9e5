package io.agentmeter.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Times from outside, to the millisecond, within the years that keys and reports can write.
public final class Times {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");
    private static final int LONGEST = 40;

    private Times() {}

    /// ISO 8601 with `Z` or an offset.
    public static Optional<Instant> ofIso(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return kept(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Nanoseconds since 1970; 0 is "not set" in OTLP.
    public static Optional<Instant> ofUnixNanos(long nanos) {
        return nanos == 0 ? Optional.empty() : kept(Instant.ofEpochSecond(0, nanos));
    }

    /// A time that was read in another way.
    public static Optional<Instant> kept(Instant time) {
        return time.isBefore(FIRST) || !time.isBefore(END)
                ? Optional.empty()
                : Optional.of(time.truncatedTo(ChronoUnit.MILLIS));
    }
}
