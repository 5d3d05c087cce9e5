package io.agentmeter.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.local.files.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An HTTP answer with its whole body.
public record HttpAnswer(int status, List<HttpCall.Header> headers, byte[] body) {
    public HttpAnswer {
        headers = List.copyOf(headers);
    }

    public static HttpAnswer json(int status, JsonNode body) {
        return of(status, "application/json", Json.bytes(body));
    }

    public static HttpAnswer text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, List.of(new HttpCall.Header("content-type", contentType)), body);
    }

    public HttpAnswer with(String header, String value) {
        List<HttpCall.Header> more = new ArrayList<>(headers);
        more.add(new HttpCall.Header(header, value));
        return new HttpAnswer(status, more, body);
    }
}
