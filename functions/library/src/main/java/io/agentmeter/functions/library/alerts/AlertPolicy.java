package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.AlertKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who is told of what, and when.
public interface AlertPolicy {
    boolean wants(AlertKind kind);

    /// Until when messages wait; empty if they may go now.
    Optional<Instant> quietUntil(AlertKind kind, Instant now);

    List<AlertChannel> channels();

    /// Everything at once on these channels.
    static AlertPolicy always(List<AlertChannel> channels) {
        List<AlertChannel> all = List.copyOf(channels);
        return new AlertPolicy() {
            @Override
            public boolean wants(AlertKind kind) {
                return true;
            }

            @Override
            public Optional<Instant> quietUntil(AlertKind kind, Instant now) {
                return Optional.empty();
            }

            @Override
            public List<AlertChannel> channels() {
                return all;
            }
        };
    }
}
