package io.agentmeter.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// A part of every day, by the clock on the wall, in which nobody wants messages. It may go over midnight.
///
/// @param from included
/// @param to excluded; not the same as `from`
public record QuietHours(LocalTime from, LocalTime to) {
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours need an end other than their start");
        }
    }

    /// When messages may go again; empty if it is not quiet.
    public Optional<Instant> endAfter(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
            ZonedDateTime start = day.atTime(from).atZone(zone);
            ZonedDateTime end =
                    (from.isBefore(to) ? day : day.plusDays(1)).atTime(to).atZone(zone);
            if (!now.isBefore(start.toInstant()) && now.isBefore(end.toInstant())) {
                return Optional.of(end.toInstant());
            }
        }
        return Optional.empty();
    }
}
