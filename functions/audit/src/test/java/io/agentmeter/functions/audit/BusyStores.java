package io.agentmeter.functions.audit;

import io.agentmeter.functions.library.rollups.DayRows;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.rollups.RollupRows;
import io.agentmeter.functions.library.rollups.RollupStore;
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

/// The rollups as an audit meets them while others are at work: before and after each of its calls somebody else may
/// have written.
record BusyStores(InMemoryRollupStore store, Runnable others) implements RollupStore, RollupRows {
    private <T> T between(java.util.function.Supplier<T> call) {
        others.run();
        T answer = call.get();
        others.run();
        return answer;
    }

    @Override
    public Map<String, SessionRow> sessions(Collection<String> sessions) {
        return between(() -> store.sessions(sessions));
    }

    @Override
    public Outcome saveSession(SessionRow row) {
        return between(() -> store.saveSession(row));
    }

    @Override
    public Map<SliceKey, Slice> slices(Collection<SliceKey> keys) {
        return between(() -> store.slices(keys));
    }

    @Override
    public List<Slice> slicesOf(String session) {
        return between(() -> store.slicesOf(session));
    }

    @Override
    public List<Slice> slicesOf(String session, SliceKey from, SliceKey to) {
        return between(() -> store.slicesOf(session, from, to));
    }

    @Override
    public Outcome write(RollupTransaction transaction) {
        return between(() -> store.write(transaction));
    }

    @Override
    public SortedMap<CellKey, Counters> cells(LocalDate day, boolean strong) {
        return between(() -> store.cells(day, strong));
    }

    @Override
    public List<SessionDay> sessionDays(LocalDate day) {
        return between(() -> store.sessionDays(day));
    }

    /// A query reads page by page: the cells may be older than the sessions.
    @Override
    public DayRows read(LocalDate day) {
        DayRows first = store.read(day);
        others.run();
        DayRows second = store.read(day);
        others.run();
        return new DayRows(day, first.cells(), second.sessions());
    }

    @Override
    public Outcome correct(CellKey cell, Counters asRead, Counters correction) {
        return between(() -> store.correct(cell, asRead, correction));
    }

    @Override
    public Outcome correct(SessionDayKey sessionDay, Counters asRead, Counters correction) {
        return between(() -> store.correct(sessionDay, asRead, correction));
    }

    @Override
    public Outcome removeQuarters(SessionDayKey sessionDay, Map<String, String> quarters, List<SliceKey> slices) {
        return between(() -> store.removeQuarters(sessionDay, quarters, slices));
    }

    @Override
    public Outcome remove(
            SessionDayKey sessionDay, Map<String, String> quarters, List<SliceKey> slices, Set<String> allQuarters) {
        return between(() -> store.remove(sessionDay, quarters, slices, allQuarters));
    }
}
