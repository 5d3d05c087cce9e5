package io.agentmeter.functions.library.rollups;

class InMemoryRollupRowsTest implements RollupRowsContract {
    private final InMemoryRollupStore store = new InMemoryRollupStore();

    @Override
    public RollupStore store() {
        return store;
    }

    @Override
    public RollupRows rows() {
        return store;
    }
}
