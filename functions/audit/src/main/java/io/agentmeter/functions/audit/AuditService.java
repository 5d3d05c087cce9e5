package io.agentmeter.functions.audit;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.audit.Difference;
import io.agentmeter.audit.EventIndex;
import io.agentmeter.functions.library.events.EventScan.Consistency;
import io.agentmeter.report.DayCube;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Recomputes days from their events and compares what comes out with what is stored. One scan of the events serves all
/// the days that are asked for.
final class AuditService {
    /// What may be done about differences.
    interface Mending {
        /// Looks, mends and looks again.
        Repair.Outcome of(LocalDate day);
    }

    /// Makes the mending for what a scan has seen.
    interface Workshop {
        Mending open(EventIndex seen);
    }

    /// Only looks.
    static Workshop lookingOnly(AuditParts parts) {
        return seen -> day -> new Repair.Outcome(new DayAudit(parts, seen).of(day), Repair.Work.NONE);
    }

    private final AuditParts parts;
    private final CubeCheck cubes;
    private final Workshop workshop;
    private final InstantSource clock;
    private final Duration patience;

    /// @param patience how long a stream may need to mark a day that has just changed
    AuditService(AuditParts parts, CubeCheck cubes, Workshop workshop, InstantSource clock, Duration patience) {
        this.parts = parts;
        this.cubes = cubes;
        this.workshop = workshop;
        this.clock = clock;
        this.patience = patience;
    }

    AuditResult run(AuditOrder order) {
        Instant start = clock.instant();
        OrganisationCalendar calendar = parts.calendar();
        if (order.days().isEmpty()) {
            return new AuditResult(List.of(), 0, Duration.ZERO);
        }
        LocalDate first = order.days().getFirst();
        LocalDate last = order.days().getLast();
        Set<LocalDate> wanted = Set.copyOf(order.days());
        EventIndex seen = new EventIndex(calendar);
        double readUnits = parts.events()
                .scan(
                        calendar.startOf(first),
                        calendar.startOf(last.plusDays(1)),
                        consistencyFor(last, order.repair(), start),
                        event -> {
                            if (wanted.contains(calendar.dayOf(event.time()))) {
                                seen.add(event);
                            }
                        });
        Mending mending = workshop.open(seen);
        List<AuditedDay> audited = new ArrayList<>();
        for (LocalDate day : order.days()) {
            audited.add(audited(day, order.repair(), mending.of(day), seen));
        }
        return new AuditResult(audited, readUnits, Duration.between(start, clock.instant()));
    }

    /// What an eventually consistent scan can miss was written in the last second, and slices are read after it; so
    /// it is enough for days of which nothing more is expected.
    private Consistency consistencyFor(LocalDate last, boolean repair, Instant now) {
        return !repair && DayCube.isFinal(last, parts.calendar(), now) ? Consistency.EVENTUAL : Consistency.STRONG;
    }

    private AuditedDay audited(LocalDate day, boolean repair, Repair.Outcome outcome, EventIndex seen) {
        DayFindings found = outcome.after().findings();
        CubeCheck.Verdict cube =
                cube(day, repair && found.isClean(), !outcome.work().isNothing());
        if (cube.state().isWrong()) {
            found.differences.add(Difference.of(
                    Difference.Kind.CUBE,
                    day.toString(),
                    "cube",
                    "as the rollups",
                    cube.state().label()));
        }
        return new AuditedDay(
                day,
                seen.events(day),
                found.counted,
                found.withoutEvent,
                found.oldestWithoutEvent,
                found.cells().size(),
                found.sessions,
                found.differences,
                outcome.after().settled(),
                cube,
                outcome.work());
    }

    private CubeCheck.Verdict cube(LocalDate day, boolean remake, boolean changed) {
        if (changed && day.isBefore(parts.calendar().dayOf(clock.instant()))) {
            cubes.remake(day);
        }
        CubeCheck.Verdict verdict = cubes.of(day, clock.instant());
        if (verdict.state().isWrong()) {
            // Rows that changed a moment ago are marked a moment later.
            pause();
            verdict = cubes.of(day, clock.instant());
        }
        if (verdict.state().isWrong() && remake) {
            cubes.remake(day);
            verdict = cubes.of(day, clock.instant());
        }
        return verdict;
    }

    private void pause() {
        try {
            Thread.sleep(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
