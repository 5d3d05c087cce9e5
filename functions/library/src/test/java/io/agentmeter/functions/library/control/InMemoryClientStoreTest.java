package io.agentmeter.functions.library.control;

class InMemoryClientStoreTest implements ClientStoreContract {
    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final InMemoryClientStore store = new InMemoryClientStore(changes);

    @Override
    public ClientStore store() {
        return store;
    }
}
