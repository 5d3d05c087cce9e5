package io.agentmeter.corpus;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentmeter.collector.Main;
import io.agentmeter.collector.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The collector's own command on a machine of its own, with a meter as its server.
final class CollectorRun implements AutoCloseable {
    private final Meter meter;
    private final Path root;
    private final HttpServer server;
    private Instant now = Instant.EPOCH;

    /// @param root an empty folder for machines
    CollectorRun(Meter meter, Path root) {
        this.meter = meter;
        this.root = root;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /// Sends everything that is on a machine, sent before or not.
    void backfill(Path machine, Instant at) {
        now = at;
        Path home = root.resolve(machine.getFileName());
        copy(machine, home.resolve(".claude"));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(output, true, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of(
                "AGENTMETER_URL", "http://127.0.0.1:" + server.getAddress().getPort(), "AGENTMETER_TOKEN", "am_corpus");
        int code = Main.run(
                new Surroundings(
                        environment, home, home, printer, printer, false, Clock.fixed(at, ZoneOffset.UTC), _ -> {}),
                "backfill",
                "claude-code",
                "--all");
        if (code != 0) {
            throw new IllegalStateException(
                    "backfill of " + machine + " ended with " + code + ": " + output.toString(StandardCharsets.UTF_8));
        }
    }

    /// With the times that the files would have: a checkout gives all of them the same.
    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> sorted = files.sorted().toList();
            for (int index = 0; index < sorted.size(); index++) {
                Path target = to.resolve(from.relativize(sorted.get(index)).toString());
                if (Files.isDirectory(sorted.get(index))) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(sorted.get(index)));
                    Files.setLastModifiedTime(target, FileTime.from(Instant.EPOCH.plusSeconds(index)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        APIGatewayV2HTTPResponse answer = meter.post(
                exchange.getRequestURI().getPath(), exchange.getRequestBody().readAllBytes(), headers, now);
        byte[] body = answer.getBody().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(answer.getStatusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
