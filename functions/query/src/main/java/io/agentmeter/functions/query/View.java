package io.agentmeter.functions.query;

import io.agentmeter.activity.OrganisationCalendar;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/// How the organisation looks at its usage, and when.
///
/// @param idleGapMinutes a gap up to this long inside a session counts as active
record View(OrganisationCalendar calendar, int idleGapMinutes, Clock clock) {
    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return calendar.dayOf(now());
    }
}
