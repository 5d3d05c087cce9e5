package io.agentmeter.functions.library.events;

class InMemoryEventScanTest implements EventScanContract {
    private final InMemoryEventStore store = new InMemoryEventStore();

    @Override
    public EventScan scan() {
        return new InMemoryEventScan(store);
    }

    @Override
    public EventStore store() {
        return store;
    }
}
