package io.agentmeter.functions.library.events;

class InMemoryEventReplacementTest implements EventReplacementContract {
    private final InMemoryEventStore store = new InMemoryEventStore();

    @Override
    public EventReplacement replacement() {
        return store;
    }

    @Override
    public EventStore store() {
        return store;
    }

    @Override
    public EventScan scan() {
        return new InMemoryEventScan(store);
    }
}
