package io.agentmeter.functions.alert;

import io.agentmeter.alert.AlertKind;
import io.agentmeter.functions.alert.webhook.WebhookCalls;
import io.agentmeter.functions.alert.webhook.WebhookChannel;
import io.agentmeter.functions.library.alerts.AlertChannel;
import io.agentmeter.functions.library.alerts.AlertPolicy;
import io.agentmeter.functions.library.control.AlertSettingsStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the organisation's settings say. They are read anew each time: alerts are rare.
final class SettledPolicy implements AlertPolicy {
    private final AlertSettingsStore settings;
    private final ZoneId zone;
    private final AlertChannel topic;
    private final WebhookCalls calls;

    SettledPolicy(AlertSettingsStore settings, ZoneId zone, AlertChannel topic, WebhookCalls calls) {
        this.settings = settings;
        this.zone = zone;
        this.topic = topic;
        this.calls = calls;
    }

    @Override
    public boolean wants(AlertKind kind) {
        return settings.read().wants(kind);
    }

    @Override
    public Optional<Instant> quietUntil(AlertKind kind, Instant now) {
        return settings.read().quietUntil(kind, now, zone);
    }

    @Override
    public List<AlertChannel> channels() {
        List<AlertChannel> channels = new ArrayList<>(List.of(topic));
        settings.read().webhooks().stream()
                .map(webhook -> new WebhookChannel(webhook, settings.secret(webhook.id()), calls))
                .forEach(channels::add);
        return channels;
    }
}
