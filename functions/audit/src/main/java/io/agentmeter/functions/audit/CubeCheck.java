package io.agentmeter.functions.audit;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.control.DayMark;
import io.agentmeter.functions.library.control.DayMarks;
import io.agentmeter.functions.library.cubes.CubeFile;
import io.agentmeter.functions.library.cubes.CubeFiles;
import io.agentmeter.functions.library.rollups.RollupRows;
import io.agentmeter.report.DayCube;
import io.agentmeter.report.DayData;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/// Compares a day's newest cube with its rollups.
record CubeCheck(RollupRows rows, CubeFiles cubes, DayMarks marks, OrganisationCalendar calendar, int idleGapMinutes) {
    /// @param version of the newest final cube; empty if there is none
    record Verdict(CubeState state, OptionalInt version) {}

    Verdict of(LocalDate day, Instant now) {
        if (!day.isBefore(calendar.dayOf(now))) {
            return new Verdict(CubeState.NOT_DUE, OptionalInt.empty());
        }
        // The mark is read after the rows: whoever changed them before that has either marked the day or is about to.
        DayData data = rows.read(day).data();
        Optional<CubeFile> newest = cubes.newest(day);
        Optional<DayMark> mark = marks.find(day);
        OptionalInt version = newest.map(CubeFile::version).orElse(OptionalInt.empty());
        if (mark.filter(DayMark::isChanged).isPresent()) {
            return new Verdict(CubeState.PENDING, version);
        }
        if (newest.isEmpty()) {
            boolean hasUsage = data.sessions().stream()
                            .anyMatch(session -> !session.counters().isEmpty())
                    || !data.cells().isEmpty();
            return new Verdict(hasUsage ? CubeState.MISSING : CubeState.NONE, version);
        }
        int gap = newest.get().idleGapMinutes(idleGapMinutes);
        boolean same = newest.get().saysTheSameAs(new DayCube(data, calendar, gap).json(now));
        return new Verdict(same ? CubeState.MATCHES : CubeState.DIFFERS, version);
    }

    /// Has a new cube written.
    void remake(LocalDate day) {
        marks.change(day);
    }
}
