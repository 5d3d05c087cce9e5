package io.agentmeter.functions.library.control;

class InMemoryAlertSettingsStoreTest implements AlertSettingsStoreContract {
    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final AlertSettingsStore store = new InMemoryAlertSettingsStore(changes);

    @Override
    public AlertSettingsStore store() {
        return store;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }
}
