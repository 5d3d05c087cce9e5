package io.agentmeter.functions.aggregate;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.StoreRefused;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.functions.library.rollups.RollupStore.Outcome;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.SliceWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Brings the rollups up to date with a batch of stored events. May run any number of times for the same events, in any
/// order and composition, by several invocations at once, and may die anywhere: whatever was not committed is found
/// again by comparing each slice with its events, and whatever was committed makes no difference.
public final class AggregateService {
    /// Rounds of read, fold and conditional write before the batch is given back to the stream.
    private static final int ROUNDS = 20;

    private final RollupStore store;
    private final Folding folding;
    private final Moving moving;

    public AggregateService(RollupStore store, Folding folding) {
        this.store = store;
        this.folding = folding;
        this.moving = new Moving(store, folding);
    }

    /// @return sessions whose slices the store refused for good; everything else is written
    /// @throws StoreUnavailable if the store failed or other writers were always faster; the same batch may be
    /// repeated
    public Set<String> aggregate(List<UsageEvent> events) {
        Set<String> refused = new TreeSet<>();
        Map<String, List<UsageEvent>> open = new LinkedHashMap<>();
        events.forEach(event ->
                open.computeIfAbsent(event.session(), _ -> new ArrayList<>()).add(event));
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            Set<String> conflicted = aggregate(open, round == 0, refused);
            open.keySet().retainAll(conflicted);
            open.keySet().removeAll(refused);
        }
        if (!open.isEmpty()) {
            throw new StoreUnavailable(
                    "rollups are contended", new IllegalStateException(open.size() + " sessions not written"));
        }
        return refused;
    }

    /// Writes a session's slices again, each with what the rows of its day should have from it. For rows that lost
    /// what they had; slices that are right stay as they are but for their version.
    ///
    /// @throws StoreUnavailable if the store failed or other writers were always faster
    /// @throws StoreRefused if the store refused a slice for good
    public void restate(String session) {
        moving.restate(session);
    }

    /// One round over these sessions.
    ///
    /// @param together whether slices of different sessions share transactions, which is cheaper and conflicts more
    /// @return sessions that somebody else wrote at the same time
    private Set<String> aggregate(Map<String, List<UsageEvent>> events, boolean together, Set<String> refused) {
        Set<String> conflicted = new HashSet<>();
        Map<String, SessionRow> rows = learn(events, conflicted);
        List<SliceWrite> writes = folding.plan(store, events, rows);
        for (SliceWrite write : writes) {
            if (write.isOutdated()) {
                conflicted.add(write.after().key().session());
            }
        }
        writes.removeIf(write -> conflicted.contains(write.after().key().session()));
        for (List<SliceWrite> group : together ? List.of(writes) : bySession(writes)) {
            for (RollupTransaction transaction : RollupTransaction.pack(group, folding.calendar())) {
                Set<String> sessions = new TreeSet<>();
                transaction
                        .slices()
                        .forEach(write -> sessions.add(write.after().key().session()));
                try {
                    // What follows a step that was not written was computed from it and must not be written either.
                    boolean afterConflict = !Collections.disjoint(sessions, conflicted);
                    if (afterConflict || store.write(transaction) == Outcome.CONFLICT) {
                        conflicted.addAll(sessions);
                    }
                } catch (StoreRefused _) {
                    // Who of several is to blame shows when each writes alone. A session that is refused alone is
                    // passed
                    // over and named, or everybody behind it would wait.
                    (together && sessions.size() > 1 ? conflicted : refused).addAll(sessions);
                }
            }
        }
        settle(rows, refused);
        return conflicted;
    }

    /// Adds what the events say to the sessions' rows, and returns whose the slices are.
    private Map<String, SessionRow> learn(Map<String, List<UsageEvent>> events, Set<String> conflicted) {
        Map<String, SessionRow> rows = new LinkedHashMap<>();
        store.sessions(events.keySet()).forEach((session, row) -> {
            Attribution said = Attribution.NONE;
            for (UsageEvent event : events.getOrDefault(session, List.of())) {
                said = said.merge(event.envelope().attribution());
            }
            SessionRow learnt = row.learn(said);
            if (learnt != row && store.saveSession(learnt) == Outcome.CONFLICT) {
                conflicted.add(session);
            } else {
                rows.put(session, learnt);
            }
        });
        return rows;
    }

    /// A session may have learnt its project while its slices were being written, here or elsewhere. Reading its
    /// row after the write finds every such case: whoever comes second sees the other.
    private void settle(Map<String, SessionRow> written, Set<String> refused) {
        store.sessions(written.keySet()).forEach((session, row) -> {
            SessionRow before = written.getOrDefault(session, row);
            if (row.moving() || row.generation() != before.generation()) {
                try {
                    moving.settle(session);
                } catch (StoreRefused _) {
                    refused.add(session);
                }
            }
        });
    }

    private static Collection<List<SliceWrite>> bySession(List<SliceWrite> writes) {
        Map<String, List<SliceWrite>> groups = new LinkedHashMap<>();
        writes.forEach(write -> groups.computeIfAbsent(write.after().key().session(), _ -> new ArrayList<>())
                .add(write));
        return groups.values();
    }
}
