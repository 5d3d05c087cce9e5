package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.settings.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferencePagesTest {
    @Test
    void theApiPageListsEveryRoute() {
        List<String> routes = Routes.all().stream()
                .map(route -> String.join(
                        " ",
                        route.key(),
                        route.scope().name().toLowerCase(Locale.ROOT),
                        route.function().label()))
                .toList();
        assertThat(ReferencePages.routes(Repository.text("docs/reference/api.md")))
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void theSettingsPageListsEverySettingWithItsDefault() {
        Map<String, Optional<String>> settings =
                Stream.of(Setting.values()).collect(Collectors.toMap(Setting::variable, Setting::whenAbsent));
        assertThat(ReferencePages.settings(Repository.text("docs/reference/settings.md")))
                .isEqualTo(settings);
    }

    @Test
    void everySettingIsReadSomewhere() {
        Set<String> read = Module.all()
                .flatMap(module -> module.classes().stream())
                .filter(type -> !type.isEquivalentTo(Setting.class))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(Setting.class))
                .map(access -> access.getTarget().getName())
                .collect(Collectors.toSet());
        assertThat(Setting.values()).extracting(Setting::name).allMatch(read::contains);
    }

    @Test
    void tablesAreReadAsTheyStand() {
        assertThat(ReferencePages.routes("| `GET /v1/x/{id}` | read | alert-sweep |\n| Other | row |\n"))
                .containsExactly("GET /v1/x/{id} read alert-sweep");
        assertThat(ReferencePages.settings("""
                | `AGENTMETER_ZONE` | `UTC` | zone |
                | `AGENTMETER_TOPIC` | required by alert | topic |
                | `AGENTMETER_URL` | empty | link |
                `AGENTMETER_NOT_A_ROW`
                """))
                .containsOnly(
                        Map.entry("AGENTMETER_ZONE", Optional.of("UTC")),
                        Map.entry("AGENTMETER_TOPIC", Optional.empty()),
                        Map.entry("AGENTMETER_URL", Optional.of("")));
    }
}
