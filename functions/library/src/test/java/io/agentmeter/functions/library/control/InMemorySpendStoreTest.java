package io.agentmeter.functions.library.control;

class InMemorySpendStoreTest implements SpendStoreContract {
    private final InMemorySpendStore store = new InMemorySpendStore();

    @Override
    public SpendStore store() {
        return store;
    }
}
