package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.Alert;
import io.agentmeter.functions.library.control.AlertStore;
import java.time.Instant;

/// For those who find something out and have no channel: the alert is left with a claim that has run out already, and
/// the next sweep sends it.
public final class AlertOutbox {
    private final AlertStore store;

    public AlertOutbox(AlertStore store) {
        this.store = store;
    }

    /// Leaves an alert, which may be done any number of times.
    ///
    /// @throws io.agentmeter.functions.library.StoreUnavailable if it is not certain that the alert is kept
    public void leave(Alert alert, Instant now) {
        store.claim(alert, now, now);
    }
}
