package io.agentmeter.functions.library.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is in flight, in memory, for tests and local runs.
public final class InMemoryInFlightStore implements InFlightStore {
    private record Key(Part part, String session, String worker) {}

    private final Map<Key, InFlight> rows = new ConcurrentHashMap<>();

    @Override
    public List<InFlight> all(Part part) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().part().equals(part))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public InFlight find(Part part, String session, String worker) {
        return rows.getOrDefault(new Key(part, session, worker), InFlight.none(session, worker));
    }

    @Override
    public synchronized boolean write(Part part, InFlight row) {
        Key key = new Key(part, row.session(), row.worker());
        if (find(part, row.session(), row.worker()).version() != row.version()) {
            return false;
        }
        rows.put(key, row.stored());
        return true;
    }

    @Override
    public synchronized void remove(Part part, InFlight row) {
        rows.computeIfPresent(
                new Key(part, row.session(), row.worker()),
                (_, stored) -> stored.version() == row.version() ? null : stored);
    }
}
