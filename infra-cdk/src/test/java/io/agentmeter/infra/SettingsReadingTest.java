package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReadingTest {
    @Test
    void nothingChosenGivesTheDefaults() {
        assertThat(SettingsReading.of(name -> null))
                .isEqualTo(new SettingsReading.Readable(DeploymentSettings.defaults(Front.HTTP_API)));
    }

    @Test
    void everyChoiceIsRead() {
        Map<String, Object> context = Map.ofEntries(
                Map.entry("front", "function-urls"),
                Map.entry("version", "1.2.3"),
                Map.entry("zone", "Europe/Zurich"),
                Map.entry("dailyThresholds", "all=50,project/shop=1.00"),
                Map.entry("costPolicy", "list"),
                Map.entry("rawRetentionDays", "30"),
                Map.entry("idleGapMinutes", 0),
                Map.entry("alertEmails", "ann@example.com, bob@example.com"),
                Map.entry("alertPhones", "+41791234567"),
                Map.entry("ingestConcurrency", "none"),
                Map.entry("requestsPerSecond", "20"),
                Map.entry("writesPerSecond", "100"),
                Map.entry("tracing", "true"));
        assertThat(SettingsReading.of(context::get))
                .isEqualTo(new SettingsReading.Readable(new DeploymentSettings(
                        Front.FUNCTION_URLS,
                        "1.2.3",
                        "Europe/Zurich",
                        "all=50,project/shop=1.00",
                        "list",
                        30,
                        0,
                        List.of("ann@example.com", "bob@example.com"),
                        List.of("+41791234567"),
                        Optional.empty(),
                        20,
                        100,
                        true)));
    }

    @Test
    void everyProblemIsToldAtOnce() {
        Map<String, Object> context = Map.ofEntries(
                Map.entry("front", "rest-api"),
                Map.entry("zone", "Mars/Olympus"),
                Map.entry("dailyThresholds", "project/shop"),
                Map.entry("costPolicy", "cheap"),
                Map.entry("rawRetentionDays", "0"),
                Map.entry("idleGapMinutes", "61"),
                Map.entry("alertEmails", "ann"),
                Map.entry("alertPhones", "0791234567"),
                Map.entry("ingestConcurrency", "-1"),
                Map.entry("requestsPerSecond", "99999999999"),
                Map.entry("writesPerSecond", "0"),
                Map.entry("tracing", "maybe"));
        assertThat(SettingsReading.of(context::get)).isInstanceOfSatisfying(SettingsReading.Refused.class, refused -> {
            assertThat(refused.problems()).hasSize(context.size());
            assertThat(context.keySet())
                    .allSatisfy(name -> assertThat(refused.problems()).anyMatch(one -> one.startsWith(name)));
        });
    }
}
