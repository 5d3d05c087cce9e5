package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;

class InMemoryEventStoreTest implements EventStoreContract {
    private final InMemoryEventStore store = new InMemoryEventStore();

    @Override
    public EventStore store() {
        return store;
    }

    @Override
    public UsageEvent stored(UsageEvent event) {
        return store.event(event.id().key()).orElseThrow();
    }
}
