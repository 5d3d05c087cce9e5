package io.agentmeter.format;

import static io.agentmeter.format.Samples.events;
import static io.agentmeter.format.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import io.agentmeter.format.EventFormat.Events;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFormatsTest {
    /// Questions of the status line and tools that an agent asks are answered by the same function but carry no
    /// events.
    @Test
    void everyRouteThatTakesEventsHasAFormat() {
        List<String> paths = Routes.all().stream()
                .filter(route ->
                        route.function() == Functions.INGEST && route.method().equals("POST"))
                .filter(route -> !route.path().equals("/v1/mcp"))
                .map(route -> route.path().replace("{agent}", "claude-code"))
                .toList();

        assertThat(EventFormats.paths()).containsExactlyInAnyOrderElementsOf(paths);
        assertThat(paths)
                .allSatisfy(path -> assertThat(EventFormats.ofPath(path)).isPresent());
    }

    @Test
    void hooksOfUnknownAgentsAndOtherPathsHaveNone() {
        assertThat(EventFormats.ofPath("/v1/hooks/copilot")).isEmpty();
        assertThat(EventFormats.ofPath("/v1/hooks/")).isEmpty();
        assertThat(EventFormats.ofPath("/healthz")).isEmpty();
    }

    @Test
    void tracesAreAcceptedAndIgnored() {
        Events events = events("/v1/traces", text("claude-code-otlp-traces.json"));

        assertThat(events.events()).isEmpty();
        assertThat(events.rejected()).isEmpty();
        assertThat(events.ignored()).isPositive();
    }
}
