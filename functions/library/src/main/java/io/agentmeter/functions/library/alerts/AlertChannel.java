package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.Alert;
import java.time.Instant;

/// One way to reach people or programs.
public interface AlertChannel {
    /// Stays the same for the same receiver, because it is noted who was told.
    String name();

    /// @throws io.agentmeter.functions.library.StoreUnavailable if it is not certain that the message was taken
    void send(Alert alert, Instant now);
}
