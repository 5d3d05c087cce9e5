package io.agentmeter.functions.audit;

import io.agentmeter.audit.Differences;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What the audit of one day has come to.
///
/// @param events stored events of the day that the scan saw
/// @param counted events that the day's slices hold
/// @param withoutEvent those of them that have no stored event any more; their slices are taken at their word
/// @param oldestWithoutEvent time of the oldest of those
/// @param settled false if others were writing all the time, so that differences may only be on their way
/// @param repaired what was done about it
record AuditedDay(
        LocalDate day,
        long events,
        long counted,
        long withoutEvent,
        Optional<Instant> oldestWithoutEvent,
        int cells,
        long sessions,
        Differences differences,
        boolean settled,
        CubeCheck.Verdict cube,
        Repair.Work repaired) {
    /// What the day was checked against.
    String basis() {
        if (withoutEvent == 0) {
            return "events";
        }
        return events == 0 ? "slices" : "events_and_slices";
    }
}
