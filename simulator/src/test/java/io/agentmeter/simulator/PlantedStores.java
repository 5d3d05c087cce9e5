package io.agentmeter.simulator;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.events.EventStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Bugs of stores and of how they are used.
final class PlantedStores {
    private PlantedStores() {}

    /// The first copy of an event is kept, and what grows later is taken for a repeat.
    static EventStore firstCopyWins(EventStore store) {
        Set<String> known = new HashSet<>();
        return reports -> {
            List<EventStore.Outcome> outcomes = new ArrayList<>();
            for (UsageEvent report : reports) {
                String key = report.id().key();
                if (known.contains(key)) {
                    outcomes.add(EventStore.Outcome.DUPLICATE);
                } else {
                    outcomes.addAll(store.put(List.of(report)));
                    known.add(key);
                }
            }
            return outcomes;
        };
    }

    /// A slice is written without the condition on its version.
    static RollupStore withoutVersion(RollupStore store) {
        return new PlantedStore(store) {
            @Override
            public Outcome write(RollupTransaction transaction) {
                Outcome outcome = store.write(transaction);
                for (int tries = 0; outcome == Outcome.CONFLICT && tries < 5; tries++) {
                    outcome = store.write(overWhatIsThere(transaction));
                }
                return outcome;
            }

            private RollupTransaction overWhatIsThere(RollupTransaction transaction) {
                List<SliceWrite> writes = new ArrayList<>();
                for (SliceWrite write : transaction.slices()) {
                    SliceKey key = write.after().key();
                    long version = store.slices(List.of(key))
                            .getOrDefault(key, Slice.empty(key))
                            .version();
                    writes.add(new SliceWrite(
                            atVersion(write.before(), version),
                            atVersion(write.after(), version),
                            write.contribution(),
                            write.dimensions()));
                }
                return new RollupTransaction(writes, transaction.cells(), transaction.sessionDays());
            }
        };
    }

    private static Slice atVersion(Slice slice, long version) {
        return new Slice(slice.key(), version, slice.entries(), slice.recorded(), slice.generation());
    }

    /// The slice is written first and the rollups after it.
    static RollupStore inTwoWrites(RollupStore store) {
        return new PlantedStore(store) {
            @Override
            public Outcome write(RollupTransaction transaction) {
                Outcome outcome =
                        store.write(new RollupTransaction(transaction.slices(), new TreeMap<>(), new TreeMap<>()));
                return outcome == Outcome.CONFLICT
                        ? outcome
                        : store.write(new RollupTransaction(List.of(), transaction.cells(), transaction.sessionDays()));
            }
        };
    }

    /// Nobody looks again whether the session has moved while its slices were written.
    static RollupStore withoutSettling(RollupStore store) {
        return new PlantedStore(store) {
            private final Map<String, SessionRow> known = new HashMap<>();
            private boolean again;

            @Override
            public Map<String, SessionRow> sessions(Collection<String> sessions) {
                again = !again;
                if (again) {
                    known.putAll(store.sessions(sessions));
                }
                Map<String, SessionRow> found = new LinkedHashMap<>();
                sessions.forEach(session -> {
                    SessionRow row = known.getOrDefault(session, SessionRow.unknown(session));
                    found.put(session, again ? row : row.settled());
                });
                return found;
            }

            @Override
            public Outcome saveSession(SessionRow row) {
                known.put(row.session(), row);
                return store.saveSession(row);
            }
        };
    }

    /// Slices do not tell under which names they were written.
    static RollupStore withoutGenerations(RollupStore store) {
        return new PlantedStore(store) {
            @Override
            public Map<SliceKey, Slice> slices(Collection<SliceKey> keys) {
                Map<SliceKey, Slice> found = new LinkedHashMap<>();
                store.slices(keys).forEach((key, slice) -> found.put(key, slice.under(0)));
                return found;
            }

            @Override
            public List<Slice> slicesOf(String session) {
                return store.slicesOf(session).stream()
                        .map(slice -> slice.under(0))
                        .toList();
            }
        };
    }
}
