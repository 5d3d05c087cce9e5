package io.agentmeter.functions.alert.webhook;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertJson;
import io.agentmeter.alert.Webhook;
import io.agentmeter.functions.library.alerts.AlertChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One webhook. Its messages are signed, so that the receiver can tell them from others'.
public final class WebhookChannel implements AlertChannel {
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final Webhook webhook;
    private final Optional<String> secret;
    private final WebhookCalls calls;

    public WebhookChannel(Webhook webhook, Optional<String> secret, WebhookCalls calls) {
        this.webhook = webhook;
        this.secret = secret;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "webhook/" + webhook.id();
    }

    @Override
    public Outcome send(Alert alert, Instant now) {
        if (secret.isEmpty()) {
            return Outcome.refused("its secret is not known");
        }
        String body = AlertJson.message(alert).toString();
        return calls.post(
                webhook.url(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "AgentMeter",
                        "AgentMeter-Alert",
                        headerText(alert.id()),
                        "AgentMeter-Timestamp",
                        Long.toString(now.getEpochSecond()),
                        "AgentMeter-Signature",
                        Signature.of(secret.get(), now, body)),
                body);
    }

    @Override
    public boolean isForeign() {
        return true;
    }

    /// Ids hold names that people chose, and a header takes no line breaks nor foreign letters.
    private static String headerText(String id) {
        return id.replaceAll("[^\\x21-\\x7e]", "?");
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }
}
