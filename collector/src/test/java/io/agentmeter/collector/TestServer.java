package io.agentmeter.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// A small endpoint that keeps the promises of the API as far as the collector sees them, and writes down what
/// it is sent.
public final class TestServer implements AutoCloseable {
    public static final String TOKEN = "agm_test_token_0001";

    /// @param json the unpacked body, an empty object if there was none
    public record Request(String method, String path, String authorization, String encoding, JsonNode json) {}

    /// An answer to give before the usual ones.
    public record Scripted(int status, Map<String, String> headers, String body) {
        public static Scripted status(int status) {
            return new Scripted(status, Map.of(), "");
        }
    }

    private final HttpServer server;
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Scripted> scripted = new ArrayDeque<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    public TestServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// Every event that arrived in accepted POSTs, in order.
    public List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        requests().forEach(request -> request.json().path("events").forEach(events::add));
        return events;
    }

    public void forgetRequests() {
        requests.clear();
    }

    public synchronized void next(Scripted... answers) {
        scripted.addAll(List.of(answers));
    }

    public void answer(String path, int status, String body) {
        statuses.put(path, status);
        bodies.put(path, body);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Scripted first = scripted.poll();
        if (first != null) {
            for (Map.Entry<String, String> header : first.headers().entrySet()) {
                exchange.getResponseHeaders().add(header.getKey(), header.getValue());
            }
            send(exchange, first.status(), first.body());
            return;
        }
        String encoding = header(exchange, "Content-Encoding");
        JsonNode json = body.length == 0 ? Json.object() : Json.read(unpacked(body, encoding));
        String path = exchange.getRequestURI().getPath();
        requests.add(new Request(exchange.getRequestMethod(), path, header(exchange, "Authorization"), encoding, json));
        if (statuses.containsKey(path)) {
            send(exchange, statuses.get(path), bodies.get(path));
        } else if (path.equals("/v1/events")) {
            send(exchange, 200, ingest(json));
        } else {
            send(exchange, 404, "{}");
        }
    }

    private String ingest(JsonNode json) {
        int accepted = 0;
        int duplicate = 0;
        for (JsonNode event : json.path("events")) {
            if (known.add(event.path("kind").asText() + event.path("id").asText())) {
                accepted++;
            } else {
                duplicate++;
            }
        }
        return "{\"accepted\":" + accepted + ",\"merged\":0,\"duplicate\":" + duplicate + ",\"rejected\":[]}";
    }

    private static byte[] unpacked(byte[] body, String encoding) throws IOException {
        if (!encoding.equals("gzip")) {
            return body;
        }
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return stream.readAllBytes();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
