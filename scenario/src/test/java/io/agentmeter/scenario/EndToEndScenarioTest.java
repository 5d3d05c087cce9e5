package io.agentmeter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The scenario must be able to fail: a service that says yes to everything keeps only the first promise.
class EndToEndScenarioTest {
    private HttpServer server;

    @BeforeEach
    void startAServiceThatSaysYesToEverything() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void stopsAtTheFirstBrokenPromiseAndNamesIt() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> scenario().run(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a request without a token is 401")
                .hasMessageContaining("POST /v1/events");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("ok: the health check answers without a token\n");
    }

    @Test
    void everyOtherStepNoticesAServiceThatCountsNothing() {
        assertThat(scenario().steps().stream().skip(1))
                .allSatisfy(step -> assertThatThrownBy(() -> step.check().run())
                        .as(step.promise())
                        .isInstanceOf(AssertionError.class));
    }

    private EndToEndScenario scenario() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new EndToEndScenario(Endpoints.single(base), new Tokens("ingest", "read"), Duration.ofMillis(1));
    }
}
