package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.AlertSettings;
import io.agentmeter.alert.KindRule;
import io.agentmeter.alert.QuietHours;
import io.agentmeter.alert.Webhook;
import io.agentmeter.usage.Money;
import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of alert settings promises.
interface AlertSettingsStoreContract {
    Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    Webhook OPS = new Webhook("ops", URI.create("https://hooks.example.com/a?b=c"));
    Webhook CHAT = new Webhook("chat", URI.create("https://chat.example.com:8443/"));
    AlertSettings FIRST = new AlertSettings(
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)),
            LocalTime.of(8, 0),
            List.of(OPS, CHAT),
            Map.of(
                    AlertKind.ANOMALY,
                    new KindRule(true, Money.ofDollars("2.50")),
                    AlertKind.FORECAST,
                    new KindRule(false, null)),
            1);

    AlertSettingsStore store();

    ChangeLog changes();

    private static Change change(int second) {
        return new Change(NOW.plusSeconds(second), "ann", Change.What.ALERT_SETTINGS, "alerts", "changed", null, "{}");
    }

    @Test
    default void theyAreTheUsualOnesUntilSomebodyChangesThem() {
        assertThat(store().read()).isEqualTo(AlertSettings.USUAL);
        assertThat(store().secret("ops")).isEmpty();
    }

    @Test
    default void whatWasWrittenIsReadBackAndTheChangeIsWrittenDown() {
        AlertSettingsStore store = store();

        assertThat(store.replace(AlertSettings.USUAL, FIRST, Map.of("ops", "s1", "chat", "s2"), change(0)))
                .isTrue();

        assertThat(store.read()).isEqualTo(FIRST);
        assertThat(store.secret("ops")).contains("s1");
        assertThat(changes().between(NOW, NOW.plusSeconds(60), 9)).containsExactly(change(0));
    }

    @Test
    default void ofTwoWhoSawTheSameTheSecondChangesNothing() {
        AlertSettingsStore store = store();
        store.replace(AlertSettings.USUAL, FIRST, Map.of("ops", "s1", "chat", "s2"), change(0));

        assertThat(store.replace(AlertSettings.USUAL, FIRST, Map.of("ops", "other"), change(1)))
                .isFalse();

        assertThat(store.secret("ops")).contains("s1");
        assertThat(changes().between(NOW, NOW.plusSeconds(60), 9)).hasSize(1);
    }

    @Test
    default void secretsStayUntilTheirWebhookIsGone() {
        AlertSettingsStore store = store();
        store.replace(AlertSettings.USUAL, FIRST, Map.of("ops", "s1", "chat", "s2"), change(0));
        AlertSettings second = new AlertSettings(null, null, List.of(CHAT), Map.of(), 2);

        assertThat(store.replace(FIRST, second, Map.of(), change(1))).isTrue();

        assertThat(store.secret("ops")).isEmpty();
        assertThat(store.secret("chat")).contains("s2");
    }
}
