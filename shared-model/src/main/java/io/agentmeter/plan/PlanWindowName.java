package io.agentmeter.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A vendor's name of a usage window: `five_hour`, `seven_day`, `seven_day_opus`, or one that is not known here.
public record PlanWindowName(String text) implements Comparable<PlanWindowName> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}");
    private static final Duration LONGEST_OF_HOURS = Duration.ofDays(1);
    private static final Duration LONGEST_OF_DAYS = Duration.ofDays(40);

    public PlanWindowName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a window's name has 1 to 64 letters, digits, _ . : -");
        }
    }

    public static Optional<PlanWindowName> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PlanWindowName(text)) : Optional.empty();
    }

    private boolean isShort() {
        return text.contains("hour");
    }

    /// One reading is kept for so long a time.
    public Duration step() {
        return isShort() ? Duration.ofMinutes(5) : Duration.ofHours(1);
    }

    /// What was used in so long a time tells how fast it goes on.
    public Duration lookBack() {
        return isShort() ? Duration.ofHours(1) : Duration.ofHours(24);
    }

    /// A reading older than this says little about now.
    public Duration staleAfter() {
        return isShort() ? Duration.ofMinutes(30) : Duration.ofHours(6);
    }

    /// No window of this name ends later than so long a time from now.
    public Duration longest() {
        return isShort() ? LONGEST_OF_HOURS : LONGEST_OF_DAYS;
    }

    /// Whether what a reading says of its end can be right. A later window hides an earlier one, so an end that
    /// cannot be right would hide all that are.
    public boolean canBe(PlanReading reading, Instant now) {
        return reading.resetsAt().map(end -> end.isBefore(now.plus(longest()))).orElse(true);
    }

    /// The step in which a moment lies.
    public Instant stepOf(Instant at) {
        long seconds = step().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    @Override
    public int compareTo(PlanWindowName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
