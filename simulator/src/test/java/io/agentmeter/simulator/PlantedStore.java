package io.agentmeter.simulator;

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

/// The rollup store as it is; bugs are planted by overriding.
class PlantedStore implements RollupStore {
    final RollupStore store;

    PlantedStore(RollupStore store) {
        this.store = store;
    }

    @Override
    public Map<String, SessionRow> sessions(Collection<String> sessions) {
        return store.sessions(sessions);
    }

    @Override
    public Outcome saveSession(SessionRow row) {
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
