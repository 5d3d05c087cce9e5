package io.agentmeter.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Days and hours in the organisation's time zone. Every zone on earth is a whole number of quarter-hours from UTC, so
/// a UTC quarter-hour always lies in exactly one day and one hour.
public record OrganisationCalendar(ZoneId zone) {
    public static final Duration QUARTER = Duration.ofMinutes(15);

    /// The start of the UTC quarter-hour that holds the time.
    public static Instant quarterOf(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 900L) * 900L);
    }

    public LocalDate dayOf(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    /// Hour of the clock on the wall, 0 to 23. The hour that a clock change repeats is one hour.
    public int hourOf(Instant time) {
        return time.atZone(zone).getHour();
    }

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /// Index of a quarter-hour in its day, 0 to 99.
    public int quarterIndex(Instant quarter) {
        return Math.toIntExact(
                Duration.between(startOf(dayOf(quarter)), quarter).dividedBy(QUARTER));
    }
}
