package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.AlertMessage;

/// Where alerts go.
public interface AlertSink {
    /// @throws io.agentmeter.functions.library.StoreUnavailable if it is not certain that the message was taken
    void publish(AlertMessage message);
}
