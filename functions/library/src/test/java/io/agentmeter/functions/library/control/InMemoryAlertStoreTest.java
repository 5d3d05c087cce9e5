package io.agentmeter.functions.library.control;

class InMemoryAlertStoreTest implements AlertStoreContract {
    private final InMemoryAlertStore store = new InMemoryAlertStore();

    @Override
    public AlertStore store() {
        return store;
    }
}
