package io.agentmeter.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.functions.library.control.InMemoryAlertStore;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertListTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final InMemoryAlertStore alerts = new InMemoryAlertStore();

    private void raise(int n) {
        Instant at = NOW.plusSeconds(n);
        alerts.claim(Alert.of("a" + n, AlertKind.ANOMALY, "Title", "Because.", Map.of(), at, ""), at, at);
    }

    @Test
    void aListThatIsCutSaysThatThereAreOlderAlerts() {
        for (int n = 1; n <= 100; n++) {
            raise(n);
        }
        JsonNode whole = AlertList.newest(alerts, NOW);
        assertThat(whole.path("alerts")).hasSize(100);
        assertThat(whole.path("older").asBoolean(true)).isFalse();

        raise(101);
        JsonNode cut = AlertList.newest(alerts, NOW);
        assertThat(cut.path("alerts")).hasSize(100);
        assertThat(cut.at("/alerts/0/id").asText()).isEqualTo("a101");
        assertThat(cut.at("/alerts/99/id").asText()).isEqualTo("a2");
        assertThat(cut.path("older").asBoolean()).isTrue();
    }
}
