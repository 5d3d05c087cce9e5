package io.agentmeter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A running AgentMeter, seen from outside: its addresses, tokens and the few requests the scenario makes.
final class Deployment {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final Endpoints endpoints;
    private final Tokens tokens;

    Deployment(Endpoints endpoints, Tokens tokens) {
        this.endpoints = endpoints;
        this.tokens = tokens;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Tokens tokens() {
        return tokens;
    }

    Answer ingest(String path, String json) throws IOException, InterruptedException {
        return post(
                endpoints.ingest(), path, tokens.ingest(), "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    Answer ingestZipped(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = request(endpoints.ingest(), path, tokens.ingest())
                .header("Content-Type", contentType)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip(body)))
                .build();
        return send(request);
    }

    Answer post(URI base, String path, @Nullable String token, String contentType, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = request(base, path, token)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return send(request);
    }

    Answer get(URI base, String path, @Nullable String token) throws IOException, InterruptedException {
        return send(request(base, path, token).GET().build());
    }

    Answer read(String path) throws IOException, InterruptedException {
        return get(endpoints.query(), path, tokens.read());
    }

    /// Opens a presigned link: no token, exactly as a browser would.
    Answer download(URI link) throws IOException, InterruptedException {
        URI reachable = endpoints.reachable().apply(link);
        return send(HttpRequest.newBuilder(reachable)
                .timeout(Duration.ofSeconds(30))
                .GET()
                .build());
    }

    /// The totals of one project over the days around now, whatever the organisation's time zone.
    JsonNode totals(String project) throws IOException, InterruptedException {
        return summary(project).path("totals");
    }

    JsonNode summary(String project) throws IOException, InterruptedException {
        return read("/v1/summary?start=%s&end=%s&project=%s".formatted(firstDay(), lastDay(), encoded(project)))
                .expectStatus(200)
                .json();
    }

    LocalDate firstDay() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(1);
    }

    LocalDate lastDay() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1);
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(URI base, String path, @Nullable String token) {
        String front = base.toString().replaceAll("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(front + path)).timeout(Duration.ofSeconds(40));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        String name = request.method() + " " + request.uri().getPath();
        return new Answer(name, response.statusCode(), response.body());
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        }
        return zipped.toByteArray();
    }
}
