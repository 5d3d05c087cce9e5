package io.agentmeter.functions.library.control;

class InMemoryAuditStoreTest implements AuditStoreContract {
    @Override
    public AuditStore store() {
        return new InMemoryAuditStore();
    }
}
