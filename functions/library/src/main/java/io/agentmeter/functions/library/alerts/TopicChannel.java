package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.Alert;
import io.agentmeter.functions.library.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;

/// The topic that e-mails and SMS come from.
public final class TopicChannel implements AlertChannel {
    /// It is ours and comes back, so nobody gives up before the alert itself is forgotten.
    private static final Duration PATIENCE = Duration.ofDays(400);

    private final AlertSink topic;

    public TopicChannel(AlertSink topic) {
        this.topic = topic;
    }

    @Override
    public String name() {
        return "topic";
    }

    @Override
    public Outcome send(Alert alert, Instant now) {
        try {
            topic.publish(alert.message());
            return Outcome.TAKEN;
        } catch (StoreUnavailable unavailable) {
            return Outcome.refused("the topic did not take it");
        }
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }
}
