package io.agentmeter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The Claude Code telemetry sample as if a new session had just sent it: own session and request ids, times moved to
/// now.
/// Four model requests, 1.067532 USD, one error, one tool call.
final class ClaudeCodeSession {
    static final int REQUESTS = 4;
    static final String COST = "1.067532";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAMPLE = read();
    private static final Instant LAST_OF_SAMPLE = Instant.parse("2026-11-20T09:15:20.020Z");

    private final String id;
    private final JsonNode logs;

    /// @param project what `OTEL_RESOURCE_ATTRIBUTES` would say; `null` if it was not set
    ClaudeCodeSession(@Nullable String project) {
        UUID random = UUID.randomUUID();
        String unique = random.toString().substring(0, 8);
        this.id = random.toString();
        String renamed = SAMPLE.replace("5e551000-0000-4000-8000-000000000001", id)
                .replace("SYNTH", unique)
                .replace("9a0e0000", unique)
                .replace("c11e0000", unique)
                .replace("e55a6e00", unique);
        this.logs = parse(renamed);
        moveTimes(logs, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        setProject(logs, project);
    }

    String id() {
        return id;
    }

    String json() {
        return logs.toString();
    }

    byte[] protobuf() {
        return OtlpProtobuf.logs(logs);
    }

    /// The same records, last one first.
    String reversedJson() {
        JsonNode copy = logs.deepCopy();
        for (JsonNode records : copy.findValues("logRecords")) {
            List<JsonNode> inOrder = new ArrayList<>();
            records.forEach(inOrder::add);
            ((ArrayNode) records).removeAll().addAll(inOrder.reversed());
        }
        return copy.toString();
    }

    /// The hook that says where this session works. The prompt is a canary: it must be found nowhere afterwards.
    String promptHook(String directory, String prompt) {
        return JSON.createObjectNode()
                .put("session_id", id)
                .put("transcript_path", "/home/dev/.claude/projects/x/" + id + ".jsonl")
                .put("cwd", "/home/dev/src/" + directory)
                .put("prompt_id", UUID.randomUUID().toString())
                .put("permission_mode", "default")
                .put("hook_event_name", "UserPromptSubmit")
                .put("prompt", prompt)
                .toString();
    }

    private static void moveTimes(JsonNode logs, Instant lastRecord) {
        long shiftMillis = ChronoUnit.MILLIS.between(LAST_OF_SAMPLE, lastRecord);
        for (JsonNode records : logs.findValues("logRecords")) {
            for (JsonNode record : records) {
                ObjectNode log = (ObjectNode) record;
                for (String field : List.of("timeUnixNano", "observedTimeUnixNano")) {
                    long nanos = Long.parseLong(log.path(field).textValue());
                    log.put(field, Long.toString(nanos + shiftMillis * 1_000_000));
                }
                for (JsonNode attribute : log.path("attributes")) {
                    if (attribute.path("key").textValue().equals("event.timestamp")) {
                        ObjectNode value = (ObjectNode) attribute.path("value");
                        Instant time = Instant.parse(value.path("stringValue").textValue());
                        value.put("stringValue", time.plusMillis(shiftMillis).toString());
                    }
                }
            }
        }
    }

    private static void setProject(JsonNode logs, @Nullable String project) {
        for (JsonNode list : logs.findValues("attributes")) {
            ArrayNode attributes = (ArrayNode) list;
            for (int index = attributes.size() - 1; index >= 0; index--) {
                if (!attributes.get(index).path("key").textValue().equals("project")) {
                    continue;
                }
                if (project == null) {
                    attributes.remove(index);
                } else {
                    ((ObjectNode) attributes.get(index).path("value")).put("stringValue", project);
                }
            }
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String read() {
        try (InputStream sample =
                Objects.requireNonNull(ClaudeCodeSession.class.getResourceAsStream("claude-code-otlp-logs.json"))) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
