package io.agentmeter.functions.aggregate;

import io.agentmeter.functions.library.StoreUnavailable;
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

/// A store whose caller is held up after it has read the sessions, while others run, and dies after its first write.
final class InterruptedRollupStore implements RollupStore {
    private final RollupStore store;
    private final Runnable meanwhile;
    private boolean heldUp;
    private boolean wrote;

    InterruptedRollupStore(RollupStore store, Runnable meanwhile) {
        this.store = store;
        this.meanwhile = meanwhile;
    }

    private void dieAfterWriting() {
        if (wrote) {
            throw new StoreUnavailable("the invocation died", new IllegalStateException("injected"));
        }
    }

    @Override
    public Map<String, SessionRow> sessions(Collection<String> sessions) {
        dieAfterWriting();
        Map<String, SessionRow> found = store.sessions(sessions);
        if (!heldUp) {
            heldUp = true;
            meanwhile.run();
        }
        return found;
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
        Outcome outcome = store.write(transaction);
        wrote = true;
        return outcome;
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
