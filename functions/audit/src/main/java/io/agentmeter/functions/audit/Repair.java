package io.agentmeter.functions.audit;

import io.agentmeter.audit.EventIndex;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.library.StoreRefused;
import io.agentmeter.functions.library.rollups.RollupRows;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.QuarterName;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Brings a day's rows to what they should be while others go on counting.
///
/// Every writer changes rows by exactly what it changes in its slice's record, in one transaction. So `rows −
/// records` is a number that no amount of counting changes: it is zero unless something was damaged, and when it is
/// not, taking it off the row is right at any later moment. That is the correction, written as an absolute value over
/// the value that was read. Everything else (events that were not counted, records that are not what their entries come
/// to, names, quarter-hours) is mended by the code that counts, in its own transactions.
final class Repair {
    private static final int ROUNDS = 8;
    private static final int EVENTS_AT_ONCE = 500;
    private static final int MOST_QUARTERS_OF_A_DAY = 100;

    /// What was done.
    ///
    /// @param events handed to the aggregator again
    /// @param sessions whose slices were written again
    /// @param rows that were corrected
    record Work(long events, long sessions, long rows) {
        static final Work NONE = new Work(0, 0, 0);

        Work plus(Work other) {
            return new Work(events + other.events, sessions + other.sessions, rows + other.rows);
        }

        boolean isNothing() {
            return equals(NONE);
        }
    }

    /// @param after what was found when there was nothing left to do, or nothing more that could be done
    record Outcome(DayAudit.Outcome after, Work work) {}

    private final AuditParts parts;
    private final AggregateService aggregator;
    private final EventIndex index;
    private final DayAudit audit;

    Repair(AuditParts parts, AggregateService aggregator, EventIndex index) {
        this.parts = parts;
        this.aggregator = aggregator;
        this.index = index;
        this.audit = new DayAudit(parts, index);
    }

    Outcome of(LocalDate day) {
        Work work = Work.NONE;
        DayAudit.Outcome found = audit.of(day);
        for (int round = 0; round < ROUNDS && !found.findings().isClean(); round++) {
            Work ofRound = mend(found, day);
            if (ofRound.isNothing() && found.settled()) {
                break;
            }
            work = work.plus(ofRound);
            found = audit.of(day);
        }
        return new Outcome(found, work);
    }

    private Work mend(DayAudit.Outcome found, LocalDate day) {
        DayFindings findings = found.findings();
        // Only a look that held together knows the error; what the aggregator does is right in any case.
        long rows = found.settled() ? correct(findings) : 0;
        // Before anything is counted: no slice is written under a row that is behind it.
        findings.relearn.forEach(this::relearn);
        long[] events = new long[1];
        if (findings.uncounted > 0) {
            new DayLook(parts, index).at(day, uncounted -> events[0] += count(uncounted));
        }
        long sessions = 0;
        Set<String> restate = new TreeSet<>(findings.restate);
        restate.addAll(findings.relearn);
        for (String session : restate) {
            sessions += restate(session) ? 1 : 0;
        }
        return new Work(events[0], sessions, rows);
    }

    private long correct(DayFindings findings) {
        RollupRows rows = parts.rows();
        long corrected = 0;
        for (CellKey cell : findings.cells()) {
            Counters error = findings.errorOf(cell);
            if (!error.isEmpty()) {
                Counters first = findings.rows.cell(cell).first();
                corrected += isWritten(rows.correct(cell, first, error.negated()));
            }
        }
        for (DayFindings.Orphan orphan : findings.orphans.values()) {
            corrected += isWritten(
                    orphan.wholeRow()
                            ? rows.remove(orphan.key(), orphan.quarters(), orphan.slices(), allQuarters())
                            : rows.removeQuarters(orphan.key(), orphan.quarters(), orphan.slices()));
        }
        for (SessionDayKey key : findings.sessionErrors.keySet()) {
            DayFindings.Orphan orphan = findings.orphans.get(key);
            if (orphan == null || !orphan.wholeRow()) {
                Counters read = findings.rows.sessions().containsKey(key)
                        ? findings.rows.sessions().get(key).row().counters()
                        : Counters.NONE;
                Counters error = findings.sessionErrors.getOrDefault(key, Counters.NONE);
                corrected += isWritten(rows.correct(key, read, error.negated()));
            }
        }
        return corrected;
    }

    private static int isWritten(RollupStore.Outcome outcome) {
        return switch (outcome) {
            case WRITTEN -> 1;
            case CONFLICT -> 0;
        };
    }

    private static Set<String> allQuarters() {
        Set<String> names = new TreeSet<>();
        for (int quarter = 0; quarter < MOST_QUARTERS_OF_A_DAY; quarter++) {
            names.add(new QuarterName(quarter, 0).text());
        }
        return names;
    }

    private long count(List<UsageEvent> uncounted) {
        long counted = 0;
        for (int from = 0; from < uncounted.size(); from += EVENTS_AT_ONCE) {
            List<UsageEvent> some = uncounted.subList(from, Math.min(uncounted.size(), from + EVENTS_AT_ONCE));
            // A session that the store refuses for good stays a difference.
            counted += aggregator.aggregate(some).isEmpty() ? some.size() : 0;
        }
        return counted;
    }

    /// Adds to a session's row what its events say. The slices follow when they are restated.
    private void relearn(String session) {
        SessionRow row = parts.rollups().sessions(List.of(session)).getOrDefault(session, SessionRow.unknown(session));
        Attribution said = index.said(session);
        // Who it is may have been replaced by a pseudonym since the scan.
        SessionRow learnt = row.learn(row.attribution().user().isPresent() ? said.withUser(Claim.NONE) : said);
        long newest = parts.rollups().slicesOf(session).stream()
                .mapToLong(Slice::generation)
                .max()
                .orElse(0);
        if (newest > learnt.generation()) {
            learnt = new SessionRow(session, learnt.attribution(), learnt.version(), true, newest + 1);
        }
        if (learnt != row) {
            // If somebody else wrote it first, the next round looks again.
            parts.rollups().saveSession(learnt);
        }
    }

    private boolean restate(String session) {
        try {
            aggregator.restate(session);
            return true;
        } catch (StoreRefused _) {
            return false;
        }
    }
}
