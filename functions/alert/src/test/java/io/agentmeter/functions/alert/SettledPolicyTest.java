package io.agentmeter.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.AlertSettings;
import io.agentmeter.alert.KindRule;
import io.agentmeter.alert.QuietHours;
import io.agentmeter.alert.Webhook;
import io.agentmeter.functions.alert.webhook.WebhookCalls;
import io.agentmeter.functions.library.alerts.AlertChannel;
import io.agentmeter.functions.library.alerts.AlertChannel.Outcome;
import io.agentmeter.functions.library.alerts.InMemoryAlertSink;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.InMemoryAlertSettingsStore;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettledPolicyTest {
    private static final Instant NIGHT = Instant.parse("2026-11-22T21:30:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");
    private static final Webhook INSIDE = new Webhook("inside", URI.create("https://127.0.0.1:9001/"));
    private static final Webhook FORGOTTEN = new Webhook("forgotten", URI.create("https://127.0.0.1:9001/"));

    private final InMemoryAlertSettingsStore settings = new InMemoryAlertSettingsStore(new InMemoryChangeLog());
    private final InMemoryAlertSink topic = new InMemoryAlertSink();
    private final SettledPolicy policy =
            new SettledPolicy(settings, ZoneId.of("Europe/Zurich"), new TopicChannel(topic), WebhookCalls.open());

    private void settle(AlertSettings next, Map<String, String> secrets) {
        Change change = new Change(NIGHT, "eve", Change.What.ALERT_SETTINGS, "alerts", "changed", null, null);
        assertThat(settings.replace(settings.read(), next, secrets, change)).isTrue();
    }

    @Test
    void asLongAsNobodySettlesAnythingTheTopicIsToldOfEverythingAtOnce() {
        assertThat(policy.wants(AlertKind.BUDGET)).isTrue();
        assertThat(policy.quietUntil(AlertKind.BUDGET, NIGHT)).isEmpty();
        assertThat(policy.channels()).extracting(AlertChannel::name).containsExactly("topic");
    }

    @Test
    void whatIsSettledHoldsFromTheNextQuestionOn() {
        settle(
                new AlertSettings(
                        new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)),
                        null,
                        List.of(INSIDE),
                        Map.of(AlertKind.FORECAST, new KindRule(false, null)),
                        1),
                Map.of("inside", "at-least-16-characters"));

        assertThat(policy.wants(AlertKind.FORECAST)).isFalse();
        assertThat(policy.wants(AlertKind.BUDGET)).isTrue();
        assertThat(policy.quietUntil(AlertKind.BUDGET, NIGHT))
                .as("by the clock of the organisation")
                .contains(MORNING);
        assertThat(policy.quietUntil(AlertKind.DIGEST, NIGHT)).isEmpty();
        assertThat(policy.channels()).extracting(AlertChannel::name).containsExactly("topic", "webhook/inside");

        settle(AlertSettings.USUAL.withVersion(2), Map.of());

        assertThat(policy.wants(AlertKind.FORECAST)).isTrue();
        assertThat(policy.quietUntil(AlertKind.BUDGET, NIGHT)).isEmpty();
        assertThat(policy.channels()).extracting(AlertChannel::name).containsExactly("topic");
    }

    /// Settings are checked when they are written; whatever is stored all the same is checked again when it is
    /// called.
    @Test
    void aStoredWebhookThatLeadsInsideOrHasNoSecretIsNotCalled() {
        settle(
                new AlertSettings(null, null, List.of(INSIDE, FORGOTTEN), Map.of(), 1),
                Map.of("inside", "at-least-16-characters"));
        Alert alert = Alert.of("a", AlertKind.ANOMALY, "Title", "Because.", Map.of(), NIGHT, "");

        assertThat(policy.channels())
                .extracting(channel -> channel.send(alert, NIGHT))
                .containsExactly(
                        Outcome.TAKEN,
                        Outcome.refused("its name leads to an address that is not of the open internet"),
                        Outcome.refused("its secret is not known"));
        assertThat(policy.channels()).extracting(AlertChannel::isForeign).containsExactly(false, true, true);
        assertThat(topic.published()).hasSize(1);
    }
}
