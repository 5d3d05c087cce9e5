package io.agentmeter.functions.audit;

import io.agentmeter.audit.EventIndex;
import java.time.LocalDate;

/// Looks at a day until what it sees holds together. Rows, slices and events are read one after the other while others
/// may be writing, so a difference counts only if it was seen between two looks that saw the same slices: then nobody
/// has written between them, and the rows that were read in between belong to those slices.
final class DayAudit {
    private static final int LOOKS = 6;

    /// @param settled false if writers were always faster, so that the differences may only be what was on its way
    record Outcome(DayFindings findings, boolean settled) {}

    private final DayLook look;

    DayAudit(AuditParts parts, EventIndex index) {
        this.look = new DayLook(parts, index);
    }

    Outcome of(LocalDate day) {
        DayFindings found = look.at(day, _ -> {});
        for (int number = 1; number < LOOKS; number++) {
            if (found.isClean()) {
                return new Outcome(found, true);
            }
            DayFindings again = look.at(day, _ -> {});
            if (again.sawTheSameAs(found)) {
                return new Outcome(again, true);
            }
            found = again;
        }
        return new Outcome(found, found.isClean());
    }
}
