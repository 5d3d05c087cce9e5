package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Receipts in memory, for tests.
public final class InMemoryReceipts implements Receipts {
    private @Nullable Instant first;

    @Override
    public synchronized void noteFirst(Instant receivedAt) {
        if (first == null) {
            first = receivedAt;
        }
    }

    @Override
    public synchronized Optional<Instant> first() {
        return Optional.ofNullable(first);
    }
}
