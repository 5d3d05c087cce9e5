package io.agentmeter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `contracts/dashboard-links.json` is read by the dashboard's tests too: what is linked to is what opens.
class ScreensTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    private final Screens screens = new Screens("https://meter.example");

    @Test
    void everyScreenHasTheAddressThatTheDashboardKnows() throws IOException {
        JsonNode links = new ObjectMapper()
                .readTree(Path.of("../contracts/dashboard-links.json").toFile());
        assertThat(Map.of(
                        "budget", screens.budget("shop-day", ""),
                        "part", screens.budget("users per week", "ann+web@example.com"),
                        "plans", screens.plans(),
                        "day", screens.day(DAY, AlertScope.ALL, ""),
                        "dayOfProject", screens.day(DAY, AlertScope.PROJECT, "shop & web"),
                        "models", screens.model(DAY, "vendor/model")))
                .allSatisfy((name, link) -> assertThat(link)
                        .isEqualTo("https://meter.example/" + links.get(name).textValue()))
                .hasSize(links.size());
    }

    @Test
    void aNamelessPartOfADayIsTheWholeDay() {
        assertThat(screens.day(DAY, AlertScope.USER, "")).isEqualTo(screens.day(DAY, AlertScope.ALL, ""));
    }

    @Test
    void nothingIsLinkedToIfNobodySaidWhereTheDashboardIs() {
        Screens nowhere = new Screens("");
        assertThat(nowhere.budget("shop-day", "")).isEmpty();
        assertThat(nowhere.day(DAY, AlertScope.ALL, "")).isEmpty();
    }
}
