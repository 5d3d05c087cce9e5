package io.agentmeter.functions.library.rollups;

class InMemoryRollupStoreTest implements RollupStoreContract {
    private final InMemoryRollupStore store = new InMemoryRollupStore();

    @Override
    public RollupStore store() {
        return store;
    }
}
