package io.agentmeter.functions.library.control;

class InMemoryOverrideStoreTest implements OverrideStoreContract {
    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final InMemoryOverrideStore store = new InMemoryOverrideStore(changes);

    @Override
    public OverrideStore store() {
        return store;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }
}
