package io.agentmeter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private static Alert titled(String title) {
        return Alert.of("a/1", AlertKind.FORECAST, title, "Because.", Map.of("user", ""), NOW, "https://meter.example");
    }

    @Test
    void everyMessageCarriesTheIdAndTheReason() {
        AlertMessage message = titled("Title").message();
        assertThat(message.id()).isEqualTo("a/1");
        assertThat(message.subject()).isEqualTo("AgentMeter: Title");
        assertThat(message.text()).isEqualTo("Title.\n\nBecause.\n\nLook: https://meter.example\n\nAlert a/1\n");
        assertThat(message.attributes()).isEqualTo(Map.of("kind", "forecast"));
    }

    @Test
    void anSmsFitsInto140BytesOfTheGsmAlphabet() {
        // "AgentMeter: " has 12 characters.
        assertThat(titled("x".repeat(128)).shortText()).hasSize(140).doesNotEndWith("...");
        assertThat(titled("x".repeat(129)).shortText()).hasSize(140).endsWith("x...");
        assertThat(titled("{".repeat(64)).shortText())
                .hasSize(76)
                .as("two places each")
                .doesNotEndWith("...");
        assertThat(titled("{".repeat(65)).shortText()).endsWith("{...");
        assertThat(titled("caf\u00e9 `\ud83d\ude00`").shortText()).isEqualTo("AgentMeter: caf? ???");
    }

    @Test
    void anAlertIsKeptAsItWas() {
        AlertBudget budget = new AlertBudget(
                "b", "Budget", "ann", "2026-W47", new BigDecimal("80"), new BigDecimal("8.10"), BigDecimal.TEN);
        Alert alert = Alert.ofBudget(
                        "x#\u00e9/1", AlertKind.BUDGET, "T", "W.", Map.of("agent", "codex"), budget, NOW, "")
                .withText("longer");
        assertThat(AlertJson.read(AlertJson.write(alert))).isEqualTo(alert);
        assertThat(alert.attributes()).isEqualTo(Map.of("agent", "codex", "kind", "budget", "budget", "b"));
    }
}
