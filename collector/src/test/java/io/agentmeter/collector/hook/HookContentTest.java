package io.agentmeter.collector.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmeter.collector.Json;
import io.agentmeter.event.Claim;
import io.agentmeter.hook.HookAgent;
import io.agentmeter.hook.HookCall;
import io.agentmeter.hook.HookReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HookContentTest {
    private static final Path SAMPLES = Path.of("..", "contracts", "samples");
    private static final String CANARY = "canary of 2 words";

    private static JsonNode stripped(HookAgent agent, JsonNode payload) throws IOException {
        byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
        HookCall call = HookReader.read(agent, body).orElseThrow();
        return Json.read(HookContent.stripped(body, call));
    }

    /// Puts the canary where a payload has text that is not on the list of names, however deep.
    private static void plant(JsonNode json, Set<String> spared) {
        if (json instanceof ObjectNode object) {
            for (String name : List.copyOf(
                    object.properties().stream().map(Map.Entry::getKey).toList())) {
                if (object.get(name).isTextual() && !spared.contains(name)) {
                    object.set(name, TextNode.valueOf(CANARY));
                } else {
                    plant(object.get(name), Set.of());
                }
            }
            object.put("a_field_of_tomorrow", CANARY);
        } else if (json instanceof ArrayNode array) {
            array.forEach(element -> plant(element, Set.of()));
            array.add(CANARY);
        }
    }

    @Test
    void nothingButNamesLeavesTheMachineWhateverTheEvent() throws IOException {
        Set<String> names = Set.of(
                "hook_event_name",
                "session_id",
                "agent_id",
                "agent_type",
                "cwd",
                "transcript_path",
                "model",
                "from_model",
                "to_model",
                "prompt_id",
                "tool_name",
                "tool_use_id",
                "task_id",
                "duration_ms");
        try (Stream<Path> samples = Files.list(SAMPLES)) {
            List<Path> hooks = samples.filter(
                            file -> file.getFileName().toString().matches("claude-code-hook-[A-Z].*\\.json"))
                    .toList();
            assertThat(hooks).hasSizeGreaterThan(20);
            for (Path hook : hooks) {
                JsonNode payload = Json.read(Files.readAllBytes(hook));
                String event = payload.path("hook_event_name").asText();
                plant(payload, names);
                JsonNode sent = stripped(HookAgent.CLAUDE_CODE, payload);
                assertThat(sent.toString()).as(event).doesNotContain("canary");
                assertThat(sent.path("hook_event_name").asText()).isEqualTo(event);
                assertThat(sent.path("session_id")).isEqualTo(payload.path("session_id"));
            }
        }
    }

    @Test
    void aWordOfTheAgentGoesAndASentenceOfSomebodyStays() throws IOException {
        JsonNode failure = Json.read(
                "{\"hook_event_name\":\"StopFailure\",\"session_id\":\"s\",\"error\":\"rate_limit\",\"reason\":\"it was refused\"}");
        assertThat(stripped(HookAgent.CLAUDE_CODE, failure).path("error").asText())
                .isEqualTo("rate_limit");
        assertThat(stripped(HookAgent.CLAUDE_CODE, failure).has("reason")).isFalse();
    }

    @Test
    void ofAModelRequestOnlyTheModelGoes() throws IOException {
        JsonNode request = Json.read(
                "{\"hook_event_name\":\"BeforeModel\",\"session_id\":\"s\",\"llm_request\":{\"messages\":[{\"content\":\""
                        + CANARY + "\"}],\"model\":\"gemini-3.8-flash\",\"config\":{\"a\":1}}}");
        assertThat(stripped(HookAgent.GEMINI_CLI, request).path("llm_request").toString())
                .isEqualTo("{\"model\":\"gemini-3.8-flash\"}");
    }

    @Test
    void aFieldThatComesTwiceGoesOnce() throws IOException {
        byte[] body = "{\"session_id\":\"a\",\"session_id\":\"b\",\"hook_event_name\":\"Stop\",\"cwd\":{\"x\":1}}"
                .getBytes(StandardCharsets.UTF_8);
        HookCall call = new HookCall(
                HookAgent.CLAUDE_CODE, "Stop", HookAgent.CLAUDE_CODE.momentOf("Stop"), "a", "", "", Claim.NONE);
        assertThat(new String(HookContent.stripped(body, call), StandardCharsets.UTF_8))
                .isEqualTo("{\"session_id\":\"a\",\"hook_event_name\":\"Stop\"}");
    }
}
