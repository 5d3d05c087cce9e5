package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A scan of events in memory; for tests.
public record InMemoryEventScan(InMemoryEventStore store) implements EventScan {
    @Override
    public double scan(Instant from, Instant to, Consistency consistency, Consumer<UsageEvent> each) {
        List<UsageEvent> events = store.events();
        events.stream()
                .filter(event -> !event.time().isBefore(from) && event.time().isBefore(to))
                .forEach(each);
        return events.size();
    }

    @Override
    public List<UsageEvent> find(Collection<String> keys) {
        return keys.stream().map(store::event).flatMap(Optional::stream).toList();
    }
}
