package io.agentmeter.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.lambda.EchoHandler;
import io.agentmeter.local.lambda.GuardHandler;
import io.agentmeter.local.lambda.InProcessInvoker;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:15:04.480Z"), ZoneOffset.UTC);

    @TempDir
    private static Path site;

    private static InProcessInvoker invoker;
    private static LocalServer server;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(site.resolve("assets"));
        Files.writeString(site.resolve("index.html"), "<p>dashboard</p>");
        Files.writeString(site.resolve("assets/index-Bx8_k2Lq.js"), "run()");
        invoker = new InProcessInvoker(function ->
                function == Functions.AUTHORIZE ? GuardHandler.class.getName() : EchoHandler.class.getName());
        Front front = new Front(
                new Gateway(invoker, CLOCK),
                new Site(site),
                Map.of("/local/session", () -> HttpAnswer.text(200, "application/json", "{\"readToken\":\"secret\"}")));
        server = LocalServer.start("test", 0, Front.limits(), front);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
        invoker.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.endpoint() + path)).header("Authorization", "Bearer good");
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
        return Json.read(answer.body());
    }

    @Test
    void handsTheWholeRequestToTheFunctionAsApiGatewayDoes() throws Exception {
        JsonNode event = json(send(request("/v1/hooks/claude%20code%2Fx?a=1&b=x%20y&a=2&flag")
                .header("Content-Type", "application/json")
                .header("X-Many", "one")
                .header("X-Many", "two")
                .header("Cookie", "k=v; l=w")
                .POST(BodyPublishers.ofString("{\"text\":\"\u00fc\"}"))));
        assertThat(event.get("version").asText()).isEqualTo("2.0");
        assertThat(event.get("routeKey").asText()).isEqualTo("POST /v1/hooks/{agent}");
        assertThat(event.get("rawPath").asText()).isEqualTo("/v1/hooks/claude code/x");
        assertThat(event.at("/pathParameters/agent").asText()).isEqualTo("claude code/x");
        assertThat(event.get("rawQueryString").asText()).isEqualTo("a=1&b=x%20y&a=2&flag");
        assertThat(event.at("/query/a").asText()).isEqualTo("1,2");
        assertThat(event.at("/query/b").asText()).isEqualTo("x y");
        assertThat(event.at("/query/flag").asText()).isEmpty();
        assertThat(event.at("/headers/x-many").asText()).isEqualTo("one,two");
        assertThat(event.at("/headers/cookie").isMissingNode()).isTrue();
        assertThat(event.get("cookies").toString()).isEqualTo("[\"k=v\",\"l=w\"]");
        assertThat(event.get("body").asText()).isEqualTo("{\"text\":\"\u00fc\"}");
        assertThat(event.get("base64").asBoolean()).isFalse();
        assertThat(event.get("method").asText()).isEqualTo("POST");
        assertThat(event.get("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(event.get("time").asText()).isEqualTo("22/Nov/2026:09:15:04 +0000");
        assertThat(event.get("timeEpoch").asLong()).isEqualTo(CLOCK.millis());
        assertThat(event.at("/caller/owner").asText()).isEqualTo("ann");
    }

    @Test
    void passesCompressedAndBinaryBodiesAsBase64() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        JsonNode compressed = json(send(request("/v1/logs")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zipped.toByteArray()))));
        assertThat(compressed.get("base64").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(compressed.get("body").asText())).isEqualTo(zipped.toByteArray());

        byte[] protobuf = {10, 2, 8, -1};
        JsonNode binary = json(send(request("/v1/logs")
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(protobuf))));
        assertThat(Base64.getDecoder().decode(binary.get("body").asText())).isEqualTo(protobuf);
    }

    @Test
    void sendsOnStatusHeadersCookiesAndBinaryAnswers() throws Exception {
        HttpResponse<byte[]> answer = send(request("/v1/live?do=binary"));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("x-one")).contains("1");
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(answer.body()).containsExactly(0, -1, 7);
    }

    @Test
    void asksTheAuthorizerWhereATokenIsNeeded() throws Exception {
        HttpRequest.Builder bare = HttpRequest.newBuilder(URI.create(server.endpoint() + "/v1/live"));
        int before = GuardHandler.ASKED.get();
        assertThat(send(bare).statusCode()).isEqualTo(401);
        assertThat(GuardHandler.ASKED).hasValue(before);

        assertThat(send(bare.copy().header("Authorization", "Bearer nobody")).statusCode())
                .isEqualTo(401);
        assertThat(send(bare.copy().header("Authorization", "Bearer other")).statusCode())
                .isEqualTo(403);
        assertThat(send(bare.copy().header("Authorization", "Bearer broken")).statusCode())
                .isEqualTo(500);
        assertThat(send(HttpRequest.newBuilder(URI.create(server.endpoint() + "/healthz")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void remembersAnAnswerPerTokenAndRoute() throws Exception {
        send(request("/v1/projects"));
        int asked = GuardHandler.ASKED.get();
        assertThat(json(send(request("/v1/projects"))).at("/caller/route").asText())
                .isEqualTo("GET /v1/projects");
        assertThat(GuardHandler.ASKED).hasValue(asked);
        assertThat(json(send(request("/v1/agents"))).at("/caller/route").asText())
                .isEqualTo("GET /v1/agents");
        assertThat(GuardHandler.ASKED).hasValue(asked + 1);
    }

    @Test
    void answersItsOwnErrorsInTheFormatOfTheApi() throws Exception {
        HttpResponse<byte[]> unknown = send(request("/v1/nothing"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).at("/error/code").asText()).isEqualTo("not_found");
        assertThat(send(request("/v1/live").DELETE()).statusCode()).isEqualTo(404);

        HttpResponse<byte[]> failed = send(request("/v1/live?do=throw"));
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(new String(failed.body(), StandardCharsets.UTF_8)).doesNotContain("boom");

        byte[] atTheLimit = new byte[10 * 1024 * 1024];
        assertThat(send(request("/v1/events").POST(BodyPublishers.ofByteArray(atTheLimit)))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> tooLarge =
                send(request("/v1/events").POST(BodyPublishers.ofByteArray(new byte[atTheLimit.length + 1])));
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(json(tooLarge).at("/error/code").asText()).isEqualTo("too_large");
    }

    @Test
    void servesTheDashboardWithItsSecurityHeaders() throws Exception {
        HttpResponse<byte[]> page = send(request("/sessions/5e55"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo("<p>dashboard</p>");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        String tag = page.headers().firstValue("etag").orElseThrow();
        assertThat(send(request("/").header("If-None-Match", tag)).statusCode()).isEqualTo(304);

        HttpResponse<byte[]> script = send(request("/assets/index-Bx8_k2Lq.js"));
        assertThat(script.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
        assertThat(script.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        assertThat(send(request("/%2e%2e/%2e%2e/etc/passwd")).statusCode()).isEqualTo(400);
        assertThat(send(request("/assets/..%2f..%2f..%2fetc%2fpasswd")).body()).isEqualTo(page.body());
    }

    @Test
    void showsTokensOnlyToThisMachinesOwnDashboard() throws Exception {
        String own = "127.0.0.1:" + server.port();
        assertThat(session("Host: " + own)).startsWith("HTTP/1.1 200").contains("secret");
        assertThat(session("Host: localhost:" + server.port(), "Sec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 200");
        assertThat(session("Host: [::1]:" + server.port())).startsWith("HTTP/1.1 200");

        assertThat(session("Host: evil.example:" + server.port())).startsWith("HTTP/1.1 403");
        assertThat(session("Host: 127.0.0.1.evil.example")).startsWith("HTTP/1.1 403");
        assertThat(session("Host: " + own, "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403");
        assertThat(session("Host: " + own, "Sec-Fetch-Site: same-site")).startsWith("HTTP/1.1 403");
        assertThat(session("Host: " + own, "Origin: https://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(session("Host: " + own, "Origin: http://" + own)).startsWith("HTTP/1.1 200");
    }

    private static String session(String... headers) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request =
                    "GET /local/session HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
