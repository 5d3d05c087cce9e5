package io.agentmeter.functions.library.control;

class InMemoryInFlightStoreTest implements InFlightStoreContract {
    private final InFlightStore store = new InMemoryInFlightStore();

    @Override
    public InFlightStore store() {
        return store;
    }
}
