package io.agentmeter.functions.aggregate;

import io.agentmeter.functions.library.StoreRefused;
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

/// A store that refuses every transaction with a slice of one session.
final class RefusingRollupStore implements RollupStore {
    private final RollupStore store;
    private final String refused;

    RefusingRollupStore(RollupStore store, String refused) {
        this.store = store;
        this.refused = refused;
    }

    @Override
    public Map<String, SessionRow> sessions(Collection<String> sessions) {
        return store.sessions(sessions);
    }

    @Override
    public Outcome saveSession(SessionRow row) {
        Outcome outcome = store.saveSession(row);
        return outcome;
    }

    @Override
    public Map<SliceKey, Slice> slices(Collection<SliceKey> keys) {
        Map<SliceKey, Slice> found = store.slices(keys);
        return found;
    }

    @Override
    public List<Slice> slicesOf(String session) {
        List<Slice> found = store.slicesOf(session);
        return found;
    }

    @Override
    public List<Slice> slicesOf(String session, SliceKey from, SliceKey to) {
        return store.slicesOf(session, from, to);
    }

    @Override
    public Outcome write(RollupTransaction transaction) {
        if (transaction.slices().stream()
                .anyMatch(write -> write.after().key().session().equals(refused))) {
            throw new StoreRefused("too large", new IllegalStateException("injected"));
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
