package io.agentmeter.functions.aggregate;

import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// A store whose first writes somebody else has been faster than.
final class ContendedRollupStore implements RollupStore {
    private final RollupStore store;
    private int lostWrites;
    private int lostSaves;
    private int attempts;

    /// @param lostWrites transactions that conflict before one is written
    /// @param lostSaves saves of rows that say where a session has settled that conflict before one is kept
    ContendedRollupStore(RollupStore store, int lostWrites, int lostSaves) {
        this.store = store;
        this.lostWrites = lostWrites;
        this.lostSaves = lostSaves;
    }

    /// Transactions that were tried.
    int attempts() {
        return attempts;
    }

    @Override
    public Map<String, SessionRow> sessions(Collection<String> sessions) {
        return store.sessions(sessions);
    }

    @Override
    public Outcome saveSession(SessionRow row) {
        if (!row.moving() && row.version() > 0 && lostSaves > 0) {
            lostSaves--;
            return Outcome.CONFLICT;
        }
        return store.saveSession(row);
    }

    @Override
    public Map<SliceKey, Slice> slices(Collection<SliceKey> keys) {
        return store.slices(keys);
    }

    @Override
    public List<Slice> slicesOf(String session) {
        return store.slicesOf(session);
    }

    @Override
    public List<Slice> slicesOf(String session, SliceKey from, SliceKey to) {
        return store.slicesOf(session, from, to);
    }

    @Override
    public Outcome write(RollupTransaction transaction) {
        attempts++;
        if (lostWrites > 0) {
            lostWrites--;
            return Outcome.CONFLICT;
        }
        return store.write(transaction);
    }

    @Override
    public SortedMap<CellKey, Counters> cells(LocalDate day, boolean strong) {
        return store.cells(day, strong);
    }

    @Override
    public List<SessionDay> sessionDays(LocalDate day) {
        return store.sessionDays(day);
    }
}
