package io.agentmeter.functions.aggregate;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.functions.library.rollups.RollupStore.Outcome;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceWrite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Moves a session's slices to what the session has since learnt about itself (its project, its user), as differences:
/// totals stay the same.
final class Moving {
    private static final int ROUNDS = 20;

    private final RollupStore store;
    private final Folding folding;

    Moving(RollupStore store, Folding folding) {
        this.store = store;
        this.folding = folding;
    }

    /// Returns once every slice is where the session's row says, and the row says so.
    void settle(String session) {
        for (int round = 0; round < ROUNDS; round++) {
            SessionRow row = store.sessions(List.of(session)).getOrDefault(session, SessionRow.unknown(session));
            if (move(session, row.dimensions())
                    && (!row.moving() || store.saveSession(row.settled()) == Outcome.WRITTEN)) {
                return;
            }
        }
        throw new StoreUnavailable("session is contended", new IllegalStateException("not settled: " + session));
    }

    private boolean move(String session, Dimensions whose) {
        List<SliceWrite> needed = new ArrayList<>();
        Map<LocalDate, SliceWrite> lastOfDay = new LinkedHashMap<>();
        for (Slice slice : store.slicesOf(session)) {
            SliceWrite write = folding.write(slice, slice, whose);
            LocalDate day = folding.calendar().dayOf(slice.key().quarter());
            // Each day's last slice is written even without a difference, because it also carries the names of its day.
            SliceWrite previous = lastOfDay.put(day, write);
            if (previous != null && previous.isNeeded()) {
                needed.add(previous);
            }
        }
        needed.addAll(lastOfDay.values());
        for (RollupTransaction transaction : RollupTransaction.pack(needed, folding.calendar())) {
            if (store.write(transaction) == Outcome.CONFLICT) {
                return false;
            }
        }
        return true;
    }
}
