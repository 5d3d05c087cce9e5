package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.Alert;
import java.time.Instant;

/// The topic that e-mails and SMS come from.
public final class TopicChannel implements AlertChannel {
    private final AlertSink topic;

    public TopicChannel(AlertSink topic) {
        this.topic = topic;
    }

    @Override
    public String name() {
        return "topic";
    }

    @Override
    public void send(Alert alert, Instant now) {
        topic.publish(alert.message());
    }
}
