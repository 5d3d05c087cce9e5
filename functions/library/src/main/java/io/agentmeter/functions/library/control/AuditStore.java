package io.agentmeter.functions.library.control;

import java.time.Duration;
import java.util.Optional;

/// The audits that were asked for. A new one is told of by the table's stream, which starts it.
public interface AuditStore {
    /// How long an audit is kept.
    Duration KEPT = Duration.ofDays(30);

    void save(StoredAudit audit);

    Optional<StoredAudit> find(String id);
}
