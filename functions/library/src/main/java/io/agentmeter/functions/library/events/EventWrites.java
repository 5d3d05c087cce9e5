package io.agentmeter.functions.library.events;

import java.util.Locale;
import java.util.Optional;

/// How new events are written: a price against a speed, never a difference in what is stored.
public enum EventWrites {
    /// One write unit an event, 25 events a call. For AWS.
    STATEMENTS,
    /// Two write units an event, 100 events a call. For DynamoDB Local, where units cost nothing and every write
    /// outside of a transaction waits for the disk by itself.
    TRANSACTIONS;

    /// As it is written in settings.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EventWrites> ofLabel(String label) {
        for (EventWrites writes : values()) {
            if (writes.label().equals(label)) {
                return Optional.of(writes);
            }
        }
        return Optional.empty();
    }
}
