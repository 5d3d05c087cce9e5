package io.agentmeter.functions.library.rollups;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// The Rollups table: sessions, slices, session-days and cells. Reads of sessions and slices see every write that was
/// answered before; a store that cannot answer throws
/// [StoreUnavailable][io.agentmeter.functions.library.StoreUnavailable].
public interface RollupStore {
    /// What became of a conditional write.
    enum Outcome {
        WRITTEN,
        /// Somebody else wrote first; read again and repeat.
        CONFLICT
    }

    /// The rows of these sessions; [SessionRow#unknown] for those that have none.
    Map<String, SessionRow> sessions(Collection<String> sessions);

    /// Stores the row on condition that the stored one still has `row.version()`, and raises the version.
    Outcome saveSession(SessionRow row);

    /// These slices; [Slice#empty] for those that are not stored.
    Map<SliceKey, Slice> slices(Collection<SliceKey> keys);

    /// Every slice of a session, in order of time.
    List<Slice> slicesOf(String session);

    /// Every slice of a session in a span of quarter-hours, in order of time, both ends included.
    List<Slice> slicesOf(String session, SliceKey from, SliceKey to);

    /// Writes everything or nothing. A slice whose stored version is not the one it was read at is a conflict.
    ///
    /// @throws io.agentmeter.functions.library.StoreRefused if it could never be written: too many items, an item
    /// too large
    Outcome write(RollupTransaction transaction);

    /// The cells of a day. Eventually consistent unless `strong`.
    SortedMap<CellKey, Counters> cells(LocalDate day, boolean strong);

    /// The sessions of a day, strongly consistent: a cube must not miss minutes of requests that it has.
    List<SessionDay> sessionDays(LocalDate day);

    /// These days of sessions, strongly consistent; those that are not stored are left out.
    default List<SessionDay> sessionDays(Set<SessionDayKey> wanted) {
        return wanted.stream()
                .map(SessionDayKey::day)
                .distinct()
                .flatMap(day -> sessionDays(day).stream())
                .filter(session -> wanted.contains(session.key()))
                .toList();
    }
}
