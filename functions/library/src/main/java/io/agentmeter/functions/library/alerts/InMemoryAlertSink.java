package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.AlertMessage;
import java.util.ArrayList;
import java.util.List;

/// Keeps what was published; for tests.
public final class InMemoryAlertSink implements AlertSink {
    private final List<AlertMessage> published = new ArrayList<>();

    @Override
    public synchronized void publish(AlertMessage message) {
        published.add(message);
    }

    public synchronized List<AlertMessage> published() {
        return List.copyOf(published);
    }
}
