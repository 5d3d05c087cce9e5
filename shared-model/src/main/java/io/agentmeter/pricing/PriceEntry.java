package io.agentmeter.pricing;

import io.agentmeter.usage.Tokens;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a model costs from one UTC day to another.
///
/// @param from first day, or null if it has no known beginning
/// @param to day after the last, or null while it is in force
/// @param bands dearer rates for long prompts, lowest threshold first
record PriceEntry(@Nullable LocalDate from, @Nullable LocalDate to, Rates rates, List<Band> bands) {
    /// The whole request is charged at these rates when its prompt has more than `above` tokens.
    record Band(long above, Rates rates) {}

    PriceEntry {
        bands = List.copyOf(bands);
    }

    boolean holdsAt(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    boolean overlaps(PriceEntry other) {
        return (to == null || other.from == null || other.from.isBefore(to))
                && (other.to == null || from == null || from.isBefore(other.to));
    }

    Optional<Band> bandOf(Tokens prompt) {
        return bands.stream().filter(band -> prompt.count() > band.above()).reduce((_, higher) -> higher);
    }
}
