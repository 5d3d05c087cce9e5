package io.agentmeter.functions.library.rollups;

import io.agentmeter.rollup.CellKey;

class InMemoryEmptyCellsTest implements EmptyCellsContract {
    private final InMemoryRollupStore store = new InMemoryRollupStore();

    @Override
    public EmptyCells emptyCells() {
        return store;
    }

    @Override
    public RollupStore store() {
        return store;
    }

    @Override
    public boolean hasRow(CellKey key) {
        return store.hasRow(key);
    }
}
