package io.agentmeter.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Outcome;
import io.agentmeter.format.otlp.ProtobufTwin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Content never gets past a parser. In every sample each text that is not on the list of kept fields is replaced by a
/// canary, and fields with canaries are added everywhere; no canary may be in what comes out.
class ContentIsDroppedTest {
    private static final String CANARY = "CANARY";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What may be kept of a hook; `cwd` and `transcript_path` are checked by a test of their own.
    private static final Set<String> KEPT_OF_HOOKS = Set.of(
            "session_id",
            "transcript_path",
            "cwd",
            "hook_event_name",
            "prompt_id",
            "agent_id",
            "tool_name",
            "tool_use_id",
            "task_id");

    /// What may be kept of telemetry.
    private static final Set<String> KEPT_OF_TELEMETRY = Set.of(
            "service.name",
            "project",
            "team",
            "team.id",
            "user.id",
            "user.email",
            "user.account_uuid",
            "session.id",
            "prompt.id",
            "event.name",
            "event.timestamp",
            "event.sequence",
            "model",
            "request_id",
            "client_request_id",
            "agent.name",
            "tool_name",
            "tool_use_id",
            "type",
            "speed",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_creation_tokens",
            "cost_usd",
            "duration_ms",
            "success");

    static Stream<String> hooks() {
        return Samples.named("claude-code-hook-").stream().filter(name -> !name.contains("-response-"));
    }

    static Stream<String> logs() {
        return Stream.concat(
                Samples.named("claude-code-otlp-logs").stream(),
                Samples.named("claude-code-observed-otlp-logs").stream());
    }

    static Stream<String> metrics() {
        return Stream.concat(
                Samples.named("claude-code-otlp-metrics").stream(),
                Samples.named("claude-code-observed-otlp-metrics").stream());
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void ofHooks(String sample) {
        ObjectNode hook = (ObjectNode) parse(Samples.text(sample));
        putCanaries(hook);
        assertNoCanary(Samples.read("/v1/hooks/claude-code", hook.toString()));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void ofLogs(String sample) {
        String json = withCanaries(Samples.text(sample));

        assertNoCanary(Samples.read("/v1/logs", json));
        assertNoCanary(Samples.read("/v1/logs", ProtobufTwin.ofLogs(json), "application/x-protobuf"));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void ofMetrics(String sample) {
        assertNoCanary(Samples.read("/v1/metrics", withCanaries(Samples.text(sample))));
    }

    @Test
    void ofNativeEvents() {
        ObjectNode event = (ObjectNode) parse(Samples.text("native-event.json"));
        for (String field :
                new String[] {"prompt", "input", "output", "content", "messages", "response", "cwd", "tags"}) {
            event.put(field, CANARY);
        }
        ((ObjectNode) event.path("tokens")).put("prompt", CANARY);
        ((ObjectNode) event.path("workspace")).put("path", CANARY);

        assertNoCanary(Samples.read("/v1/events", event.toString()));
    }

    @Test
    void ofPathsOnlyTheProjectsNameIsKept() {
        ObjectNode hook = (ObjectNode) parse(Samples.text("claude-code-hook-Stop.json"));
        hook.put("cwd", "/home/CANARY/CANARY/shop/CANARY");
        hook.put("transcript_path", "/home/CANARY/.claude/projects/-home-CANARY-CANARY-shop/CANARY.jsonl");

        assertNoCanary(Samples.read("/v1/hooks/claude-code", hook.toString()));
    }

    @Test
    void ofBodiesThatAreRefused() {
        for (String body :
                new String[] {"{\"CANARY\": CANARY}", "{\"CANARY\":1,\"CANARY\":2}", "CANARY", "{\"a\":\"CANARY"}) {
            EventFormats.paths()
                    .forEach(path ->
                            assertThat(Samples.read(path, body).toString()).doesNotContain(CANARY));
        }
    }

    private static void assertNoCanary(Outcome outcome) {
        Events events = Samples.events(outcome);
        assertThat(events.toString()).doesNotContain(CANARY);
        assertThat(events.events())
                .isNotEmpty()
                .allSatisfy(
                        indexed -> assertThat(EventJson.write(indexed.event())).doesNotContain(CANARY));
    }

    /// Every text that is no kept field becomes a canary, and everything inside objects and arrays.
    private static void putCanaries(ObjectNode hook) {
        hook.properties().forEach(field -> {
            if (field.getValue().isContainerNode()) {
                fillWithCanaries(field.getValue());
            } else if (field.getValue().isTextual() && !KEPT_OF_HOOKS.contains(field.getKey())) {
                field.setValue(TextNode.valueOf(CANARY));
            }
        });
        hook.put("new_content", CANARY);
        hook.putArray("new_list").add(CANARY);
    }

    /// Even in fields whose names are on the list: inside, they are a tool's.
    private static void fillWithCanaries(JsonNode container) {
        if (container instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isContainerNode()) {
                    fillWithCanaries(field.getValue());
                } else {
                    field.setValue(TextNode.valueOf(CANARY));
                }
            });
            object.put("session_id", CANARY).put("hook_event_name", CANARY).put("tool_name", CANARY);
        } else if (container instanceof ArrayNode array) {
            array.forEach(ContentIsDroppedTest::fillWithCanaries);
            array.add(CANARY);
        }
    }

    /// Values of all attributes that are not kept become canaries, and each record gets new ones.
    private static String withCanaries(String json) {
        JsonNode root = parse(json);
        root.findParents("attributes").forEach(owner -> {
            ArrayNode attributes = (ArrayNode) owner.path("attributes");
            attributes.forEach(attribute -> {
                if (!KEPT_OF_TELEMETRY.contains(attribute.path("key").asText())
                        && attribute.path("value").has("stringValue")) {
                    ((ObjectNode) attribute.path("value")).put("stringValue", CANARY);
                }
            });
            for (String key :
                    new String[] {"prompt", "response", "tool_input", "body", "process.command_args", "new"}) {
                ObjectNode added = attributes.addObject();
                added.put("key", key);
                added.putObject("value").put("stringValue", CANARY);
            }
        });
        return root.toString();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
