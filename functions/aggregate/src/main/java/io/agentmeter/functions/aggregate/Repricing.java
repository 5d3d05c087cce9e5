package io.agentmeter.functions.aggregate;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.functions.library.rollups.RollupStore.Outcome;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceWrite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Prices again what was counted under another price list: each request's pinned cost is replaced, and the rollups get
/// the difference in the slice's own transaction. May run any number of times, at the same time as the aggregator, and
/// may die anywhere: whatever was not written yet is found again.
public final class Repricing {
    private static final int ROUNDS = 20;

    private final RollupStore store;
    private final Folding folding;
    private final Moving moving;

    /// @param folding with the prices that shall hold from now on
    public Repricing(RollupStore store, Folding folding) {
        this.store = store;
        this.folding = folding;
        this.moving = new Moving(store, folding);
    }

    /// Re-prices every session that was active on these days, both included.
    ///
    /// @return how many slices changed
    /// @throws StoreUnavailable if the store failed or other writers were always faster; repeating is safe
    public int reprice(LocalDate from, LocalDate to) {
        Set<String> sessions = new TreeSet<>();
        from.datesUntil(to.plusDays(1))
                .flatMap(day -> store.sessionDays(day).stream())
                .map(SessionDay::key)
                .forEach(key -> sessions.add(key.session()));
        return sessions.stream().mapToInt(this::reprice).sum();
    }

    /// Re-prices one session.
    ///
    /// @return how many slices changed
    public int reprice(String session) {
        for (int round = 0; round < ROUNDS; round++) {
            SessionRow row = store.sessions(List.of(session)).getOrDefault(session, SessionRow.unknown(session));
            List<SliceWrite> needed = new ArrayList<>();
            boolean outdated = false;
            for (Slice slice : store.slicesOf(session)) {
                SliceWrite write = folding.write(slice, slice.repriced(folding.pricer()), row);
                outdated |= write.isOutdated();
                if (write.isNeeded()) {
                    needed.add(write);
                }
            }
            if (!outdated && write(needed)) {
                moving.settleIfMoved(row);
                return needed.size();
            }
        }
        throw new StoreUnavailable("session is contended", new IllegalStateException("not re-priced: " + session));
    }

    private boolean write(List<SliceWrite> needed) {
        for (RollupTransaction transaction : RollupTransaction.pack(needed, folding.calendar())) {
            if (store.write(transaction) == Outcome.CONFLICT) {
                return false;
            }
        }
        return true;
    }
}
