package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The UsageEvents table in memory, with a list of its changes in place of a stream; for tests.
public final class InMemoryEventStore implements EventStore, EventReplacement {
    private final Map<String, UsageEvent> events = new LinkedHashMap<>();
    private final List<UsageEvent> changes = new ArrayList<>();

    @Override
    public synchronized List<Outcome> put(List<UsageEvent> reports) {
        Map<String, Outcome> outcomes = new HashMap<>();
        Reports.merged(reports).forEach((key, report) -> outcomes.put(key, put(key, report)));
        return Reports.outcomes(reports, outcomes);
    }

    private Outcome put(String key, UsageEvent report) {
        UsageEvent before = events.get(key);
        UsageEvent after = before == null ? report : before.merge(report);
        if (after.equals(before)) {
            return Outcome.DUPLICATE;
        }
        events.put(key, after);
        changes.add(after);
        return before == null ? Outcome.STORED : Outcome.MERGED;
    }

    @Override
    public synchronized boolean replace(String key, UnaryOperator<UsageEvent> change) {
        UsageEvent before = events.get(key);
        UsageEvent after = before == null ? null : change.apply(before);
        if (after == null || after == before) {
            return false;
        }
        events.put(key, after);
        changes.add(after);
        return true;
    }

    /// Every event as stored.
    public synchronized List<UsageEvent> events() {
        return List.copyOf(events.values());
    }

    /// The event of this key.
    public synchronized Optional<UsageEvent> event(String key) {
        return Optional.ofNullable(events.get(key));
    }

    /// Every change in order, as a stream would tell it.
    public synchronized List<UsageEvent> changes() {
        return List.copyOf(changes);
    }
}
