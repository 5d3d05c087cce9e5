package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
    void theSettingsPageListsEverySettingThatAFunctionReads() {
        Set<String> read = new TreeSet<>();
        Stream.concat(Stream.of(Module.SHARED_MODEL, Module.LIBRARY), Module.FUNCTIONS.stream())
                .flatMap(module -> module.sources().stream())
                .forEach(source -> read.addAll(ReferencePages.settingsUsed(Repository.read(source))));
        assertThat(ReferencePages.settings(Repository.text("docs/reference/settings.md")))
                .isEqualTo(read);
    }

    @Test
    void tablesAreReadAsTheyStand() {
        assertThat(ReferencePages.routes("| `GET /v1/x/{id}` | read | alert-sweep |\n| Other | row |\n"))
                .containsExactly("GET /v1/x/{id} read alert-sweep");
        assertThat(ReferencePages.settings("| `AGENTMETER_ZONE` | `UTC` | zone |\n`AGENTMETER_NOT_A_ROW`\n"))
                .containsExactly("AGENTMETER_ZONE");
        assertThat(ReferencePages.settingsUsed("env.get(\"AGENTMETER_ZONE\"); // AGENTMETER_COMMENT"))
                .containsExactly("AGENTMETER_ZONE");
    }
}
