package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.util.Optional;

/// When the first event ever arrived: until then the dashboard shows how to connect an agent.
public interface Receipts {
    /// Called with every receipt; only the first one is kept. Costs a write once per process at most.
    void noteFirst(Instant receivedAt);

    Optional<Instant> first();
}
