package io.agentmeter.functions.audit;

import io.agentmeter.audit.Difference;
import io.agentmeter.audit.EventIndex;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.rollups.DayRows;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Reads a day's rows and then its slices, and compares both with the events that a scan has seen. Sessions are looked
/// at a few at a time, so that a day of any size fits into memory.
final class DayLook {
    private final AuditParts parts;
    private final EventIndex index;

    DayLook(AuditParts parts, EventIndex index) {
        this.parts = parts;
        this.index = index;
    }

    /// @param uncounted takes the events that are not counted, or not in full, session by session
    DayFindings at(LocalDate day, Consumer<List<UsageEvent>> uncounted) {
        DayRows rows = parts.rows().read(day);
        DayFindings found = new DayFindings(day, rows);
        TreeSet<String> sessions = new TreeSet<>(index.sessions(day));
        rows.sessions().keySet().forEach(key -> sessions.add(key.session()));
        SessionLook look = new SessionLook(parts, index, rows);
        List<String> all = List.copyOf(sessions);
        for (int from = 0; from < all.size(); from += parts.sessionsAtOnce()) {
            List<String> some = all.subList(from, Math.min(all.size(), from + parts.sessionsAtOnce()));
            for (SessionFindings ofOne : DayReader.each(some, look::at)) {
                take(ofOne, found);
                if (!ofOne.uncounted().isEmpty()) {
                    uncounted.accept(ofOne.uncounted());
                }
            }
        }
        for (CellKey cell : found.cells()) {
            Counters expected = found.expectedOf(cell);
            SortedMap<String, Difference.Values> values =
                    Difference.between(expected, rows.cell(cell).all());
            if (!values.isEmpty()) {
                found.differences.add(new Difference(Difference.Kind.CELL, cell.text(), values));
            }
        }
        return found;
    }

    private static void take(SessionFindings ofOne, DayFindings found) {
        found.sessions++;
        found.counted += ofOne.counted();
        found.withoutEvent += ofOne.withoutEvent();
        found.uncounted += ofOne.uncounted().size();
        found.differences.addAll(ofOne.differences());
        found.add(ofOne.expected(), ofOne.recorded());
        if (!ofOne.error().isEmpty()) {
            found.sessionErrors.put(ofOne.key(), ofOne.error());
        }
        if (ofOne.restate()) {
            found.restate.add(ofOne.key().session());
        }
        if (ofOne.relearn()) {
            found.relearn.add(ofOne.key().session());
        }
        ofOne.orphan().ifPresent(orphan -> found.orphans.put(ofOne.key(), orphan));
        ofOne.oldestWithoutEvent().ifPresent(time -> {
            if (found.oldestWithoutEvent.isEmpty() || time.isBefore(found.oldestWithoutEvent.get())) {
                found.oldestWithoutEvent = ofOne.oldestWithoutEvent();
            }
        });
        ofOne.versions().forEach(found::saw);
    }
}
