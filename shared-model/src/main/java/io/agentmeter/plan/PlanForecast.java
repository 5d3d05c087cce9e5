package io.agentmeter.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When a window would be used up if it went on as lately: a straight line through what the vendor reported, nothing
/// else.
public final class PlanForecast {
    /// A shorter stretch says nothing.
    private static final Duration SHORTEST = Duration.ofMinutes(10);

    private static final BigDecimal FULL = BigDecimal.valueOf(100);

    private PlanForecast() {}

    /// The moment at which the window is full: in the past if it is full already, empty if it will end before, if
    /// nothing was used lately, or if too little is known.
    ///
    /// @param series readings of the window, in any order; those of other windows do not count
    /// @param latest the newest reading
    public static Optional<Instant> exhaustedAt(
            PlanWindowName name, List<PlanReading> series, PlanReading latest, Instant now) {
        if (latest.hasEnded(now)) {
            return Optional.empty();
        }
        if (latest.usedPercent().compareTo(FULL) >= 0) {
            return Optional.of(firstFull(series, latest));
        }
        Instant from = latest.at().minus(name.lookBack());
        Optional<PlanReading> first = series.stream()
                .filter(reading -> reading.windowMinute() == latest.windowMinute())
                .filter(reading -> !reading.at().isBefore(from) && reading.at().isBefore(latest.at()))
                .min(Comparator.comparing(PlanReading::at));
        return first.flatMap(start -> line(start, latest))
                .filter(full -> latest.resetsAt().map(full::isBefore).orElse(true));
    }

    private static Instant firstFull(List<PlanReading> series, PlanReading latest) {
        return series.stream()
                .filter(reading -> reading.windowMinute() == latest.windowMinute())
                .filter(reading -> reading.usedPercent().compareTo(FULL) >= 0)
                .map(PlanReading::at)
                .min(Comparator.naturalOrder())
                .orElse(latest.at());
    }

    private static Optional<Instant> line(PlanReading start, PlanReading end) {
        Duration stretch = Duration.between(start.at(), end.at());
        BigDecimal used = end.usedPercent().subtract(start.usedPercent());
        if (stretch.compareTo(SHORTEST) < 0 || used.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal seconds = FULL.subtract(end.usedPercent())
                .multiply(BigDecimal.valueOf(stretch.toSeconds()))
                .divide(used, 0, RoundingMode.CEILING);
        // Slower than any window there is: the line would leave the calendar.
        return seconds.compareTo(BigDecimal.valueOf(Duration.ofDays(400).toSeconds())) > 0
                ? Optional.empty()
                : Optional.of(end.at().plusSeconds(seconds.longValueExact()));
    }
}
