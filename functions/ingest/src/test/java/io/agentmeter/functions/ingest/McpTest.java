package io.agentmeter.functions.ingest;

import static io.agentmeter.functions.ingest.BrakeWorld.json;
import static io.agentmeter.functions.ingest.BrakeWorld.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.Action;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetScope;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.Threshold;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpTest {
    private final BrakeWorld world = BrakeWorld.at("2026-11-22T09:00:00Z");

    private APIGatewayV2HTTPResponse post(String body) {
        return world.post("/v1/mcp", body, Map.of("user-agent", "codex-mcp-client/0.169.0"));
    }

    private JsonNode call(String method, String params) {
        JsonNode answer = json(
                post("{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"" + method + "\", \"params\": " + params + "}")
                        .getBody());
        assertThat(answer.path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(answer.path("id").asInt()).isEqualTo(7);
        return answer;
    }

    private JsonNode check(String arguments) {
        JsonNode result = call("tools/call", "{\"name\": \"check_budget\", \"arguments\": " + arguments + "}")
                .path("result");
        assertThat(result.path("isError").asBoolean()).isFalse();
        return json(result.path("content").path(0).path("text").asText());
    }

    private Budget usedUp() {
        Budget all = world.budget(
                "all",
                BudgetScope.ORGANISATION,
                Kind.DAY,
                "10",
                Threshold.percent(80, Action.WARN),
                Threshold.percent(100, Action.STOP));
        world.spent(all, "", "2026-11-22", "10", 10);
        return all;
    }

    @Test
    void whatCodexReallySendsIsAnswered() {
        usedUp();
        for (String line : sample("codex-observed-mcp-hook-calls.jsonl").lines().toList()) {
            JsonNode observed = json(line);
            String method = observed.path("method").asText();
            JsonNode body = observed.path("body");
            if (!method.equals("POST")) {
                assertThat(world.send(method, "/v1/mcp").getStatusCode()).isEqualTo(405);
                assertThat(world.send(method, "/v1/mcp").getHeaders()).containsEntry("allow", "POST");
            } else if (body.path("method").asText().equals("tools/call")) {
                ((ObjectNode) body.path("params")).put("name", "check_budget");
                JsonNode result = json(post(body.toString()).getBody()).path("result");
                JsonNode text = json(result.path("content").path(0).path("text").asText());
                assertThat(text.path("decision").asText()).isEqualTo("block");
                assertThat(text.path("reason").asText()).contains("Budget all");
                assertThat(text.properties()).extracting(Map.Entry::getKey).containsOnly("decision", "reason");
            } else if (body.has("id")) {
                JsonNode answer = json(post(body.toString()).getBody());
                assertThat(answer.path("id")).isEqualTo(body.path("id"));
                assertThat(answer.has("result")).isTrue();
            } else {
                assertThat(post(body.toString()).getStatusCode()).isEqualTo(202);
                assertThat(post(body.toString()).getBody()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2025-06-18, 2025-06-18", "2024-11-05, 2024-11-05", "1999-01-01, 2025-11-25"})
    void theVersionOfTheProtocolIsTheClientsWhereItIsKnown(String wanted, String spoken) {
        JsonNode result =
                call("initialize", "{\"protocolVersion\": \"" + wanted + "\"}").path("result");
        assertThat(result.path("protocolVersion").asText()).isEqualTo(spoken);
        assertThat(result.path("capabilities").has("tools")).isTrue();
        assertThat(result.path("serverInfo").path("name").asText()).isEqualTo("agentmeter");
    }

    @Test
    void theOnlyToolIsListedWithItsArguments() {
        JsonNode tools = call("tools/list", "{}").path("result").path("tools");
        assertThat(tools).hasSize(1);
        assertThat(tools.path(0).path("name").asText()).isEqualTo("check_budget");
        assertThat(tools.path(0).path("inputSchema").path("type").asText()).isEqualTo("object");
        assertThat(tools.path(0).path("inputSchema").path("properties").has("session_id"))
                .isTrue();
        assertThat(call("ping", "{}").path("result").isObject()).isTrue();
    }

    @Test
    void anAgentMayAskWhatIsLeft() {
        Budget all = usedUp();
        world.spent(all, "", "2026-11-22", "9", 10);
        JsonNode said = check("{\"project\": \"shop\"}");
        assertThat(said.path("verdict").asText()).isEqualTo("warn");
        assertThat(said.path("budgets").path(0).path("remaining").asText()).isEqualTo("1");
        assertThat(said.has("decision")).isFalse();
    }

    @Test
    void aHookHearsTheWordsOfItsEvent() {
        usedUp();
        assertThat(check("{\"event\": \"UserPromptSubmit\", \"session_id\": \"s\", \"cwd\": \"/home/dev/work/shop\"}")
                        .path("decision")
                        .asText())
                .isEqualTo("block");
        assertThat(check("{\"event\": \"Stop\", \"session_id\": \"s\"}").has("decision"))
                .isFalse();
        assertThat(check("{\"event\": \"PreToolUse\", \"session_id\": \"s\", \"stop_tools\": \"true\"}")
                        .path("hookSpecificOutput")
                        .path("permissionDecision")
                        .asText())
                .isEqualTo("deny");
        assertThat(check("{\"event\": \"${hook_event_name}\", \"session_id\": \"${session_id}\"}")
                        .path("verdict")
                        .asText())
                .as("variables that were not filled in")
                .isEqualTo("stop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"jsonrpc": "2.0", "id": 1, "method": "nothing"}                                                    | 200 | -32601
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "other"}}                    | 200 | -32602
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "check_budget", "arguments": 3}} | 200 | -32602
            {"jsonrpc": "2.0", "id": 1                                                                          | 400 | -32700
            {"id": 1, "method": "ping"}                                                                         | 400 | -32600
            [1]                                                                                                 | 400 | -32600
            {"jsonrpc": "2.0", "id": {}, "method": "ping"}                                                      | 400 | -32600
            {"jsonrpc": "2.0", "id": 1}                                                                         | 400 | -32600
            """)
    void whatIsWrongIsSaidAsTheProtocolHasIt(String body, int status, int code) {
        APIGatewayV2HTTPResponse answer = post(body);
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(json(answer.getBody()).path("error").path("code").asInt()).isEqualTo(code);
        assertThat(json(answer.getBody()).path("error").path("message").asText())
                .isNotEmpty();
    }

    @Test
    void anAnswerOfAClientNeedsNone() {
        assertThat(post("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {}}").getStatusCode())
                .isEqualTo(202);
    }
}
