package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Changes in memory, for tests.
public final class InMemoryChangeLog implements ChangeLog {
    private final List<Change> changes = new ArrayList<>();

    @Override
    public synchronized void add(Change change) {
        if (!changes.contains(change)) {
            changes.add(change);
        }
    }

    @Override
    public synchronized List<Change> between(Instant start, Instant end, int limit) {
        return changes.stream()
                .filter(change -> !change.at().isBefore(start) && change.at().isBefore(end))
                .sorted(Comparator.comparing(Change::at).reversed())
                .limit(limit)
                .toList();
    }
}
