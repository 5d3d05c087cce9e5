package io.agentmeter.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Reads a function's answer as API Gateway does in payload format 2.0.
final class GatewayAnswers {
    private GatewayAnswers() {}

    /// @throws IOException if the answer is not one that API Gateway could send on
    static HttpAnswer read(byte[] answer) throws IOException {
        JsonNode node = Json.read(answer);
        if (!node.isObject() || !node.path("statusCode").isInt()) {
            // Without a status the whole answer is the body.
            return HttpAnswer.of(200, "application/json", answer);
        }
        int status = node.get("statusCode").asInt();
        if (status < 100 || status > 599) {
            throw new IOException("not an HTTP status: " + status);
        }
        List<HttpCall.Header> headers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : node.path("headers").properties()) {
            headers.add(new HttpCall.Header(header.getKey(), header.getValue().asText()));
        }
        for (Map.Entry<String, JsonNode> header : node.path("multiValueHeaders").properties()) {
            for (JsonNode value : header.getValue()) {
                headers.add(new HttpCall.Header(header.getKey(), value.asText()));
            }
        }
        for (JsonNode cookie : node.path("cookies")) {
            headers.add(new HttpCall.Header("set-cookie", cookie.asText()));
        }
        return new HttpAnswer(status, headers, body(node));
    }

    private static byte[] body(JsonNode node) throws IOException {
        JsonNode body = node.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        String text = body.isTextual() ? body.asText() : body.toString();
        if (!node.path("isBase64Encoded").asBoolean(false)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the body is not base64", malformed);
        }
    }
}
