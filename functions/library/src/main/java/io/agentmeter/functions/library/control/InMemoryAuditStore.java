package io.agentmeter.functions.library.control;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Audits in memory, for tests.
public final class InMemoryAuditStore implements AuditStore {
    private final Map<String, StoredAudit> audits = new ConcurrentHashMap<>();

    @Override
    public void save(StoredAudit audit) {
        audits.put(audit.id(), audit);
    }

    @Override
    public Optional<StoredAudit> find(String id) {
        return Optional.ofNullable(audits.get(id));
    }
}
