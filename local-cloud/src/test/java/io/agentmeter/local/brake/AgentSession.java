package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// One session of an agent at work in a project: it calls the hooks and tells what it spent, as its program does.
///
/// @param user who the telemetry says works
record AgentSession(BrakeCloud cloud, Agent agent, String project, String user, String id) {
    /// Of the model that all sessions here use.
    private static final BigDecimal OUTPUT_TOKENS_PER_DOLLAR = BigDecimal.valueOf(100_000);

    private static final String MODEL = "claude-sonnet-5-5";

    static AgentSession of(BrakeCloud cloud, Agent agent, String project) {
        return new AgentSession(
                cloud, agent, project, "dev@example.com", UUID.randomUUID().toString());
    }

    AgentSession withUser(String other) {
        return new AgentSession(cloud, agent, project, other, id);
    }

    Answer prompt() {
        return hook(agent.prompt());
    }

    Answer nextCall() {
        return hook(agent.nextCall());
    }

    Answer turnEnds() {
        return hook(agent.turnEnd());
    }

    Answer hook(String event) {
        return hook(event, "");
    }

    Answer hook(String event, String query) {
        ObjectNode body = agent.sample(event);
        for (String field : new String[] {"session_id", "sessionId"}) {
            if (body.has(field)) {
                body.put(field, id);
            }
        }
        if (body.has("cwd")) {
            body.put("cwd", "/home/dev/src/" + project);
        }
        Answer answer = cloud.post("/v1/hooks/" + agent.label() + query, body.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /// What Codex's `mcp_tool` hook was seen to send before a prompt, with the name of our tool; as Codex reads it.
    JsonNode checkBudget() {
        ObjectNode call = (ObjectNode) Samples.line(
                        "codex-observed-mcp-hook-calls.jsonl",
                        line -> line.at("/body/method").asText().equals("tools/call"))
                .path("body");
        ObjectNode parameters = (ObjectNode) call.path("params");
        parameters.put("name", "check_budget");
        ((ObjectNode) parameters.path("arguments"))
                .put("session_id", id)
                .put("cwd", "/home/dev/work/" + project)
                .put("agent", agent.label());
        Answer answer = cloud.post("/v1/mcp", call.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Samples.parse(answer.text("/result/content/0/text"));
    }

    /// Just now.
    void spends(String dollars) {
        spent(dollars, cloud.now());
    }

    /// At some time before; nobody has told of it until now.
    void spent(String dollars, Instant time) {
        Instant at = time.truncatedTo(ChronoUnit.MILLIS);
        Answer answer = agent == Agent.CLAUDE_CODE
                ? cloud.post("/v1/logs", telemetry(dollars, at).toString())
                : cloud.post("/v1/events", nativeEvent(dollars, at).toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static int tokens(String dollars) {
        return new BigDecimal(dollars).multiply(OUTPUT_TOKENS_PER_DOLLAR).intValueExact();
    }

    /// Claude Code's own log record of a model request.
    private JsonNode telemetry(String dollars, Instant at) {
        ObjectNode logs = Samples.json("claude-code-otlp-logs.json");
        ArrayNode records = (ArrayNode) logs.at("/resourceLogs/0/scopeLogs/0/logRecords");
        ObjectNode record = (ObjectNode) records.valueStream()
                .filter(one -> one.toString().contains("req_011SYNTHETIC04"))
                .findFirst()
                .orElseThrow();
        records.removeAll().add(record);
        String nanos = Long.toString(at.toEpochMilli()) + "000000";
        record.put("timeUnixNano", nanos).put("observedTimeUnixNano", nanos);
        String unique = UUID.randomUUID().toString();
        for (JsonNode list : logs.findValues("attributes")) {
            set(list, "session.id", id);
            set(list, "user.email", user);
            set(list, "project", project);
            set(list, "request_id", "req_" + unique);
            set(list, "client_request_id", unique);
            set(list, "event.timestamp", at.toString());
            set(list, "input_tokens", "0");
            set(list, "cache_read_tokens", "0");
            set(list, "cache_creation_tokens", "0");
            set(list, "output_tokens", Integer.toString(tokens(dollars)));
            set(list, "cost_usd", dollars);
            set(
                    list,
                    "cost_usd_micros",
                    new BigDecimal(dollars)
                            .movePointRight(6)
                            .toBigIntegerExact()
                            .toString());
        }
        return logs;
    }

    private static void set(JsonNode attributes, String key, String value) {
        for (JsonNode attribute : attributes) {
            if (attribute.path("key").asText().equals(key)) {
                ObjectNode holder = (ObjectNode) attribute.path("value");
                String kind = holder.fieldNames().next();
                switch (kind) {
                    case "doubleValue" -> holder.put(kind, Double.parseDouble(value));
                    case "intValue" -> holder.put(kind, Long.parseLong(value));
                    default -> holder.put(kind, value);
                }
            }
        }
    }

    /// What the collector sends on for agents that it reads from files.
    private JsonNode nativeEvent(String dollars, Instant at) {
        ObjectNode event = Json.object();
        event.put("id", UUID.randomUUID().toString());
        event.put("kind", "model_request");
        event.put("time", at.toString());
        event.put("agent", agent.label());
        event.put("session", id);
        event.put("project", project);
        event.put("user", user);
        event.put("model", MODEL);
        event.putObject("tokens").put("freshInput", 0).put("output", tokens(dollars));
        ObjectNode body = Json.object();
        body.putArray("events").add(event);
        return body;
    }
}
