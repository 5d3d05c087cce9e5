package io.agentmeter.functions.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.format.Limits;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.tokens.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A small server of the Model Context Protocol over streamable HTTP: one message a request, one JSON answer, no
/// sessions, no streams. Its one tool is `check_budget`, which Codex can also call as a hook.
final class Mcp {
    private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.MAX_CONTENT_DEPTH)
                    .build())
            .build());

    private final CheckBudget tool;
    private final String version;

    Mcp(CheckBudget tool, String version) {
        this.tool = tool;
        this.version = version;
    }

    HttpAnswer answer(HttpRequest request, Principal caller) {
        if (!request.method().equals("POST")) {
            HttpError error = new HttpError(
                    405,
                    "method_not_allowed",
                    "there is no stream and no session here; send messages with POST",
                    null,
                    null);
            return HttpAnswer.error(error).with("allow", "POST");
        }
        return switch (BodyReader.unpack(request, Limits.MAX_BODY_BYTES)) {
            case BodyReader.Bytes(byte[] bytes) -> message(bytes, request, caller);
            case BodyReader.Unreadable(String reason) -> refused(400, PARSE_ERROR, reason);
            case BodyReader.TooLarge(String reason) -> refused(413, INVALID_REQUEST, reason);
        };
    }

    private HttpAnswer message(byte[] bytes, HttpRequest request, Principal caller) {
        JsonNode message;
        try {
            message = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            return refused(400, PARSE_ERROR, "the body is not JSON");
        } catch (IOException e) {
            return refused(400, PARSE_ERROR, "the body is not text in UTF-8");
        }
        if (message == null
                || !message.isObject()
                || !message.path("jsonrpc").asText().equals("2.0")) {
            return refused(400, INVALID_REQUEST, "send one JSON-RPC 2.0 message");
        }
        JsonNode method = message.path("method");
        JsonNode id = message.path("id");
        boolean isAnswer = !method.isTextual() && (message.has("result") || message.has("error"));
        if (isAnswer || (method.isTextual() && id.isMissingNode())) {
            return new HttpAnswer(202, HttpAnswer.jsonText(202, "").headers(), "", false);
        }
        if (!method.isTextual() || !(id.isTextual() || id.isNumber())) {
            return refused(400, INVALID_REQUEST, "a message needs a method and an id that is a text or a number");
        }
        return call(method.asText(), id, message.path("params"), request, caller);
    }

    private HttpAnswer call(String method, JsonNode id, JsonNode params, HttpRequest request, Principal caller) {
        return switch (method) {
            case "initialize" -> result(id, initialized(params));
            case "ping" -> result(id, JsonNodeFactory.instance.objectNode());
            case "tools/list" -> {
                ObjectNode tools = JsonNodeFactory.instance.objectNode();
                tools.putArray("tools").add(CheckBudget.description());
                yield result(id, tools);
            }
            case "tools/call" -> toolCall(id, params, request, caller);
            default -> error(200, id, METHOD_NOT_FOUND, "there is no such method here");
        };
    }

    private ObjectNode initialized(JsonNode params) {
        String wanted = params.path("protocolVersion").asText();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("protocolVersion", VERSIONS.contains(wanted) ? wanted : VERSIONS.getFirst());
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo")
                .put("name", "agentmeter")
                .put("title", "AgentMeter")
                .put("version", version);
        result.put("instructions", "Ask check_budget what is left before expensive work.");
        return result;
    }

    private HttpAnswer toolCall(JsonNode id, JsonNode params, HttpRequest request, Principal caller) {
        if (!params.path("name").asText().equals(CheckBudget.NAME)) {
            return error(200, id, INVALID_PARAMS, "the only tool here is " + CheckBudget.NAME);
        }
        JsonNode arguments = params.path("arguments");
        if (!arguments.isMissingNode() && !arguments.isNull() && !arguments.isObject()) {
            return error(200, id, INVALID_PARAMS, "arguments must be an object");
        }
        Optional<ObjectNode> said = tool.call(arguments, request, caller);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", said.map(ObjectNode::toString).orElse("Nobody can tell just now what is left."));
        result.put("isError", said.isEmpty());
        return result(id, result);
    }

    private static HttpAnswer result(JsonNode id, ObjectNode result) {
        ObjectNode answer = envelope(id);
        answer.set("result", result);
        return HttpAnswer.json(200, answer);
    }

    private static HttpAnswer refused(int status, int code, String message) {
        return error(status, NullNode.getInstance(), code, message);
    }

    private static HttpAnswer error(int status, JsonNode id, int code, String message) {
        ObjectNode answer = envelope(id);
        answer.putObject("error").put("code", code).put("message", message);
        return HttpAnswer.json(status, answer);
    }

    private static ObjectNode envelope(JsonNode id) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("jsonrpc", "2.0");
        answer.set("id", id);
        return answer;
    }
}
