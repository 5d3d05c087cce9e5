package io.agentmeter.functions.audit;

import io.agentmeter.audit.Differences;
import io.agentmeter.functions.library.rollups.DayRows;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.SliceKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one look at a day has found.
final class DayFindings {
    /// A session's day with quarter-hours that no slice stands behind.
    ///
    /// @param wholeRow whether the session has no slice on this day at all
    record Orphan(SessionDayKey key, SortedMap<String, String> quarters, List<SliceKey> slices, boolean wholeRow) {}

    final LocalDate day;
    final DayRows rows;
    final Differences differences = new Differences();
    /// What the cells should be, from the events.
    final SortedMap<CellKey, Counters.Sum> expected = new TreeMap<>();
    /// What the slices say the cells have from them.
    final SortedMap<CellKey, Counters.Sum> recorded = new TreeMap<>();
    /// Stored minus recorded, where that is not zero: no writer but a correction changes it.
    final SortedMap<SessionDayKey, Counters> sessionErrors = new TreeMap<>();
    final SortedSet<String> restate = new TreeSet<>();
    final SortedSet<String> relearn = new TreeSet<>();
    final SortedMap<SessionDayKey, Orphan> orphans = new TreeMap<>();
    long sessions;
    long counted;
    long withoutEvent;
    long uncounted;
    Optional<Instant> oldestWithoutEvent = Optional.empty();
    /// Stands for the versions of everything that was read: two looks with the same one saw the same slices.
    private long fingerprint;

    DayFindings(LocalDate day, DayRows rows) {
        this.day = day;
        this.rows = rows;
    }

    void saw(Object keyAndVersion) {
        // Added up, so that the order in which sessions are read makes no difference.
        long hash = keyAndVersion.hashCode();
        hash = (hash ^ (hash << 21)) * 0x9E3779B97F4A7C15L;
        fingerprint += hash ^ (hash >>> 29);
    }

    boolean sawTheSameAs(DayFindings other) {
        return fingerprint == other.fingerprint;
    }

    void add(Contribution ofSession, Contribution recordedOfSession) {
        add(expected, ofSession);
        add(recorded, recordedOfSession);
    }

    private void add(Map<CellKey, Counters.Sum> sums, Contribution contribution) {
        contribution.cells().forEach((key, counters) -> {
            if (key.day().equals(day)) {
                sums.computeIfAbsent(key, _ -> new Counters.Sum()).add(counters);
            }
        });
    }

    Counters expectedOf(CellKey key) {
        return total(expected, key);
    }

    /// Stored minus recorded of one cell.
    Counters errorOf(CellKey key) {
        return rows.cell(key).all().minus(total(recorded, key));
    }

    SortedSet<CellKey> cells() {
        TreeSet<CellKey> keys = new TreeSet<>(rows.cells().keySet());
        keys.addAll(expected.keySet());
        keys.addAll(recorded.keySet());
        return keys;
    }

    private static Counters total(Map<CellKey, Counters.Sum> sums, CellKey key) {
        Counters.Sum sum = sums.get(key);
        return sum == null ? Counters.NONE : sum.total();
    }

    boolean isClean() {
        return differences.isEmpty();
    }
}
