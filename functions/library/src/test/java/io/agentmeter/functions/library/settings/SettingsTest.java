package io.agentmeter.functions.library.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.slice.CostPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void nothingSetMeansTheDefaults() {
        assertThat(read(Map.of(), Settings::rawRetention)).isEqualTo(Duration.ofDays(90));
        assertThat(read(Map.of(), Settings::costPolicy)).isEqualTo(CostPolicy.REPORTED);
        assertThat(read(Map.of(), Settings::idleGapMinutes)).isEqualTo(5);
        assertThat(read(Map.of(), Settings::dailyThresholds).all()).isEmpty();
        assertThat(read(Map.of(), Settings::dashboardUrl)).isEmpty();
        assertThat(read(Map.of(), Settings::authorizeInFunction)).isFalse();
        assertThat(read(Map.of(), Settings::calendar).zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void everyProblemIsToldAtOnceWithNameValueAndWayOut() {
        Map<String, String> wrong = Map.of(
                "AGENTMETER_ZONE", "Mars/Olympus",
                "AGENTMETER_RAW_RETENTION_DAYS", "-3",
                "AGENTMETER_COST_POLICY", "cheapest",
                "AGENTMETER_DAILY_THRESHOLDS", "all=50,planet=3,project/shop=0");
        assertThatThrownBy(() -> read(
                        wrong,
                        settings -> List.of(
                                settings.rollupsTable(),
                                settings.calendar(),
                                settings.rawRetention(),
                                settings.costPolicy(),
                                settings.dailyThresholds())))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("6 problems")
                .hasMessageContaining("AGENTMETER_ROLLUPS_TABLE is not set")
                .hasMessageContaining("AGENTMETER_ZONE is \"Mars/Olympus\"")
                .hasMessageContaining("AGENTMETER_RAW_RETENTION_DAYS is \"-3\"")
                .hasMessageContaining("Use a whole number from 1 to 3650")
                .hasMessageContaining("AGENTMETER_COST_POLICY is \"cheapest\"")
                .hasMessageContaining("\"planet=3\" does not begin with one of all, project")
                .hasMessageContaining("\"project/shop=0\" needs an amount");
    }

    @Test
    void aSettingThatIsNotAskedForMayBeWrong() {
        assertThat(read(Map.of("AGENTMETER_ZONE", "nowhere"), Settings::idleGapMinutes))
                .isEqualTo(5);
    }

    @Test
    void bothEndsOfARangeArePossible() {
        assertThat(read(Map.of("AGENTMETER_IDLE_GAP_MINUTES", "0"), Settings::idleGapMinutes))
                .isZero();
        assertThat(read(Map.of("AGENTMETER_IDLE_GAP_MINUTES", "60"), Settings::idleGapMinutes))
                .isEqualTo(60);
        assertThatThrownBy(() -> read(Map.of("AGENTMETER_IDLE_GAP_MINUTES", "61"), Settings::idleGapMinutes))
                .isInstanceOf(InvalidSettings.class);
    }

    @Test
    void aZoneMustBeWholeQuarterHoursFromUtc() {
        assertThat(read(Map.of("AGENTMETER_ZONE", "Asia/Kathmandu"), Settings::calendar)
                        .zone())
                .hasToString("Asia/Kathmandu");
        assertThatThrownBy(() -> read(Map.of("AGENTMETER_ZONE", "+00:07"), Settings::calendar))
                .hasMessageContaining("quarter-hours");
        assertThat(read(Map.of("AGENTMETER_ZONE", "Z"), Settings::calendar).zone())
                .isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void theReferencePageListsTheSameSettingsAndDefaults() throws IOException {
        String page = Files.readString(Path.of("../../docs/reference/settings.md"));
        List<String> rows = Pattern.compile("(?m)^\\| `(AGENTMETER_\\w+)` \\| `?([^`|]*?)`? \\|")
                .matcher(page)
                .results()
                .map(row -> row.group(1) + "=" + (row.group(2).startsWith("required") ? "required" : row.group(2)))
                .map(row -> row.replaceFirst("=empty$", "="))
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Setting.values())
                        .map(setting ->
                                setting.variable() + "=" + setting.whenAbsent().orElse("required"))
                        .toList());
    }

    private static <T> T read(Map<String, String> environment, Function<Settings, T> needs) {
        return Settings.read(environment, needs);
    }
}
