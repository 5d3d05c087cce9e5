package io.agentmeter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.event.json.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever else is wrong with a body, what people and models said is in no event, no answer and no line of the log.
class ContentTest {
    private static final String CANARY = "canary-7d1f-that-nobody-may-keep";
    private static final Set<String> CONTENT = Set.of(
            "prompt",
            "prompt_text",
            "response",
            "content",
            "text",
            "messages",
            "completion",
            "last_assistant_message",
            "compact_summary",
            "tool_input",
            "tool_response",
            "tool_parameters",
            "custom_instructions",
            "error_details",
            "message",
            "task_subject",
            "task_description");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INPUTS = 300;

    @ParameterizedTest
    @CsvSource({"LOGS_JSON, /v1/logs", "METRICS_JSON, /v1/metrics", "HOOKS, /v1/hooks/claude-code", "NATIVE, /v1/events"
    })
    void nothingThatWasSaidIsKept(Target target, String route) throws IOException {
        Random random = new Random(9);
        Damage damage = new Damage(random);
        List<byte[]> seeds = target.seeds();
        int kept = 0;
        for (int run = 0; run < INPUTS; run++) {
            JsonNode body = JSON.readTree(
                    target.seeds().get(random.nextInt(target.seeds().size())));
            damage.damage(body);
            say(body);
            byte[] sent = JSON.writeValueAsBytes(body);
            Handlers.Posted posted = Handlers.post(route, sent, Map.of("content-type", Target.JSON));
            assertThat(new String(sent, StandardCharsets.UTF_8)).contains(CANARY);
            assertThat(String.valueOf(posted.body())).doesNotContain(CANARY);
            assertThat(posted.lines()).noneMatch(line -> line.contains(CANARY));
            assertThat(posted.events().stream().map(EventJson::write)).noneMatch(event -> event.contains(CANARY));
            kept += posted.events().size();
        }
        assertThat(kept).isPositive();
    }

    /// Puts the canary wherever content may be: into fields and attributes of these names, new ones included.
    private static void say(JsonNode node) {
        if (node instanceof ObjectNode object) {
            CONTENT.stream().filter(object::has).forEach(name -> object.put(name, CANARY));
            if (CONTENT.contains(object.path("key").asText())) {
                object.set("value", JsonNodeFactory.instance.objectNode().put("stringValue", CANARY));
            }
            object.put("prompt", CANARY);
            object.set("messages", JsonNodeFactory.instance.arrayNode().add(CANARY));
        }
        node.forEach(ContentTest::say);
    }
}
