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
import java.util.Random;
import java.util.SortedMap;

/// A store whose caller dies at random: before a write, or after a write that was made. Between any two calls another
/// invocation may run to its end.
final class FaultyRollupStore implements RollupStore {
    private final RollupStore store;
    private final Random random;
    private final double faultRate;
    private final Runnable otherInvocation;

    FaultyRollupStore(RollupStore store, Random random, double faultRate, Runnable otherInvocation) {
        this.store = store;
        this.random = random;
        this.faultRate = faultRate;
        this.otherInvocation = otherInvocation;
    }

    private void mayDie() {
        otherInvocation.run();
        if (random.nextDouble() < faultRate) {
            throw new StoreUnavailable("the invocation died", new IllegalStateException("injected"));
        }
    }

    @Override
    public Map<String, SessionRow> sessions(Collection<String> sessions) {
        mayDie();
        return store.sessions(sessions);
    }

    @Override
    public Outcome saveSession(SessionRow row) {
        mayDie();
        Outcome outcome = store.saveSession(row);
        mayDie();
        return outcome;
    }

    @Override
    public Map<SliceKey, Slice> slices(Collection<SliceKey> keys) {
        Map<SliceKey, Slice> found = store.slices(keys);
        mayDie();
        return found;
    }

    @Override
    public List<Slice> slicesOf(String session) {
        List<Slice> found = store.slicesOf(session);
        mayDie();
        return found;
    }

    @Override
    public List<Slice> slicesOf(String session, SliceKey from, SliceKey to) {
        return store.slicesOf(session, from, to);
    }

    @Override
    public Outcome write(RollupTransaction transaction) {
        mayDie();
        Outcome outcome = store.write(transaction);
        mayDie();
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
