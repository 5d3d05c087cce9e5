package io.agentmeter.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a vendor said of one usage window at one moment. Within a window the share only rises, so of two readings of
/// the same window the higher one holds: a machine that has been idle repeats an old figure for a while.
///
/// @param usedPercent as reported; above 100 where a plan lets its user go on
/// @param resetsAtOrNull when the window ends, if the vendor said so
/// @param at when it was reported
public record PlanReading(BigDecimal usedPercent, @Nullable Instant resetsAtOrNull, Instant at) {
    /// Largest share that is believed.
    public static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1_000);

    private static final Duration ROUNDING = Duration.ofSeconds(30);
    private static final int SECONDS_PER_MINUTE = 60;

    private static final Comparator<PlanReading> WITHOUT_END =
            Comparator.comparing(PlanReading::at).thenComparing(PlanReading::usedPercent);

    public PlanReading {
        if (usedPercent.signum() < 0 || usedPercent.compareTo(MOST_PERCENT) > 0) {
            throw new IllegalArgumentException("a share of a window is 0 to " + MOST_PERCENT + " percent");
        }
        usedPercent = usedPercent.signum() == 0 ? BigDecimal.ZERO : usedPercent.stripTrailingZeros();
    }

    public Optional<Instant> resetsAt() {
        return Optional.ofNullable(resetsAtOrNull);
    }

    /// Which window this is: the minute of its end, because vendors' ends differ by a second from answer to answer;
    /// 0 where no end is known.
    public long windowMinute() {
        return resetsAtOrNull == null
                ? 0
                : Math.floorDiv(resetsAtOrNull.plus(ROUNDING).getEpochSecond(), SECONDS_PER_MINUTE);
    }

    /// Both readings in one: a later window holds, of the same window the higher share. Associative, commutative
    /// and idempotent.
    public PlanReading merge(PlanReading other) {
        int windows = Long.compare(windowMinute(), other.windowMinute());
        if (windows != 0) {
            return windows > 0 ? this : other;
        }
        if (resetsAtOrNull == null || other.resetsAtOrNull == null) {
            return WITHOUT_END.compare(this, other) >= 0 ? this : other;
        }
        return new PlanReading(
                usedPercent.max(other.usedPercent),
                resetsAtOrNull.isAfter(other.resetsAtOrNull) ? resetsAtOrNull : other.resetsAtOrNull,
                at.isAfter(other.at) ? at : other.at);
    }

    /// Whether this reading tells more than another of the same step of time: of a later window, or a higher share.
    public boolean isAbove(PlanReading other) {
        int windows = Long.compare(windowMinute(), other.windowMinute());
        return windows > 0 || (windows == 0 && usedPercent.compareTo(other.usedPercent) > 0);
    }

    /// Whether the window has ended since, so that nobody knows what is used of the next one.
    public boolean hasEnded(Instant now) {
        return resetsAtOrNull != null && !resetsAtOrNull.isAfter(now);
    }
}
