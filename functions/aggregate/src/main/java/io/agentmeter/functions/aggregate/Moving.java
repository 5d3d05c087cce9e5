package io.agentmeter.functions.aggregate;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.functions.library.rollups.RollupStore.Outcome;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceWrite;
import java.util.ArrayList;
import java.util.List;

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

    /// Settles a session whose slices were written under the names of this row, if it has other names by now.
    /// Reading the row after the write finds every such case: whoever comes second sees the other.
    void settleIfMoved(SessionRow written) {
        SessionRow now = store.sessions(List.of(written.session())).getOrDefault(written.session(), written);
        if (now.moving() || now.generation() != written.generation()) {
            settle(written.session());
        }
    }

    /// Returns once every slice is where the session's row says, and the row says so.
    void settle(String session) {
        for (int round = 0; round < ROUNDS; round++) {
            SessionRow row = store.sessions(List.of(session)).getOrDefault(session, SessionRow.unknown(session));
            if (move(row) && (!row.moving() || store.saveSession(row.settled()) == Outcome.WRITTEN)) {
                return;
            }
        }
        throw new StoreUnavailable("session is contended", new IllegalStateException("not settled: " + session));
    }

    /// Writes every slice of a session anew, with what the session's days should have from it. Once it returns,
    /// each slice's record is what its events come to and each quarter-hour is in its session's day.
    void restate(String session) {
        for (int round = 0; round < ROUNDS; round++) {
            SessionRow row = store.sessions(List.of(session)).getOrDefault(session, SessionRow.unknown(session));
            List<SliceWrite> all = store.slicesOf(session).stream()
                    .map(slice -> folding.write(slice, slice, row))
                    .toList();
            if (all.stream().noneMatch(SliceWrite::isOutdated)
                    && write(all)
                    && (!row.moving() || store.saveSession(row.settled()) == Outcome.WRITTEN)) {
                return;
            }
        }
        throw new StoreUnavailable("session is contended", new IllegalStateException("not restated: " + session));
    }

    private boolean move(SessionRow row) {
        List<SliceWrite> needed = new ArrayList<>();
        for (Slice slice : store.slicesOf(row.session())) {
            SliceWrite write = folding.write(slice, slice, row);
            if (write.isOutdated()) {
                return false;
            }
            // Also a slice whose counts stay where they are: it carries the names of its day, and from now on
            // refuses whoever still knows the old ones.
            if (write.isNeeded()) {
                needed.add(write);
            }
        }
        return write(needed);
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
