package io.agentmeter.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A vendor's name of a usage window: `five_hour`, `seven_day`, `seven_day_opus`, or one that is not known here.
public record PlanWindowName(String text) implements Comparable<PlanWindowName> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}");

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
