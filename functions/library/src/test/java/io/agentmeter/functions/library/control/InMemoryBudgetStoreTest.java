package io.agentmeter.functions.library.control;

class InMemoryBudgetStoreTest implements BudgetStoreContract {
    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final InMemoryBudgetStore store = new InMemoryBudgetStore(changes);

    @Override
    public BudgetStore store() {
        return store;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }
}
