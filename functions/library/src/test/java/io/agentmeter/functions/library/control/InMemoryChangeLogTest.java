package io.agentmeter.functions.library.control;

class InMemoryChangeLogTest implements ChangeLogContract {
    private final InMemoryChangeLog changes = new InMemoryChangeLog();

    @Override
    public ChangeLog changes() {
        return changes;
    }
}
