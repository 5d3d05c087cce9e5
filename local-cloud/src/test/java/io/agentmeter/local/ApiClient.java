package io.agentmeter.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// What a test says to a running local cloud over HTTP.
record ApiClient(Connection connection, HttpClient http) {
    static ApiClient of(Connection connection) {
        return new ApiClient(connection, HttpClient.newHttpClient());
    }

    /// One request of ten cents with the given identity.
    static ObjectNode tenCents(String project, String id, Instant time) {
        ObjectNode event = Json.object();
        event.put("id", id);
        event.put("kind", "model_request");
        event.put("time", time.toString());
        event.put("agent", "claude-code");
        event.put("session", "session-of-" + project);
        event.put("project", project);
        event.put("user", "ann@example.com");
        event.put("model", "claude-sonnet-5-5");
        event.put("estimatedCostUsd", "0.10");
        event.putObject("tokens").put("freshInput", 10).put("output", 5);
        return event;
    }

    /// The status of a post; an [IOException] means that nobody knows whether it was taken.
    int post(List<ObjectNode> events) throws IOException, InterruptedException {
        ArrayNode list = Json.object().putArray("events").addAll(events);
        HttpRequest request = request("/v1/events", connection.ingestToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        Json.bytes(Json.object().set("events", list))))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    JsonNode totals(String project) throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return get("/v1/summary?start=%s&end=%s&project=%s".formatted(today.minusDays(1), today.plusDays(1), project))
                .path("totals");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request(path, connection.readToken()).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered " + answer.statusCode());
        }
        return Json.read(answer.body());
    }

    List<JsonNode> inbox() throws IOException, InterruptedException {
        return get("/local/inbox").path("messages").valueStream().toList();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(connection.url() + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(40));
    }
}
