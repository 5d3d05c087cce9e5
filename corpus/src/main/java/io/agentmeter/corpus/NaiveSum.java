package io.agentmeter.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// What somebody gets who adds up every line and record that names tokens. Shares no code with the meter on purpose.
public final class NaiveSum {
    private static final Set<String> TOKENS = Set.of(
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_creation_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "total_tokens");
    private static final ObjectMapper JSON = new ObjectMapper();

    private long requests;
    private long tokens;

    private NaiveSum() {}

    static NaiveSum of(List<Delivery> deliveries) {
        NaiveSum sum = new NaiveSum();
        try {
            for (Delivery delivery : deliveries) {
                switch (delivery) {
                    case Delivery.Post post -> sum.add(post);
                    case Delivery.Backfill backfill -> sum.addTranscripts(backfill.machine());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    public long requests() {
        return requests;
    }

    public long tokens() {
        return tokens;
    }

    private void add(Delivery.Post post) throws IOException {
        byte[] body = Files.readAllBytes(post.file());
        if (post.contentEncoding().equals("gzip")) {
            try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = gzip.readAllBytes();
            }
        }
        if (post.contentType().equals("application/x-protobuf")) {
            ExportLogsServiceRequest.parseFrom(body).getResourceLogsList().stream()
                    .flatMap(resource -> resource.getScopeLogsList().stream())
                    .flatMap(scope -> scope.getLogRecordsList().stream())
                    .forEach(record -> addRecord(record.getAttributesList()));
        } else {
            walk(JSON.readTree(body));
        }
    }

    private void addRecord(List<KeyValue> attributes) {
        List<KeyValue> counts = attributes.stream()
                .filter(attribute -> TOKENS.contains(attribute.getKey()))
                .toList();
        requests += counts.isEmpty() ? 0 : 1;
        counts.forEach(count -> tokens += count.getValue().getIntValue());
    }

    private void addTranscripts(Path machine) throws IOException {
        try (Stream<Path> files = Files.walk(machine)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    addLine(line);
                }
            }
        }
    }

    private void addLine(String line) {
        try {
            walk(JSON.readTree(line));
        } catch (JsonProcessingException _) {
            // A torn line is no line to a naive reader.
        }
    }

    private void walk(JsonNode node) {
        if (node.path("attributes").isArray() && !node.has("asDouble")) {
            addRecord(node.path("attributes"));
        }
        if (node.has("asDouble")) {
            tokens += node.path("asDouble").asLong();
        }
        if (node.path("usage").isObject()) {
            addCounts(node.path("usage"));
        }
        if (node.path("tokens").isObject()) {
            addCounts(node.path("tokens"));
        }
        node.forEach(this::walk);
    }

    private void addRecord(JsonNode attributes) {
        boolean counts = false;
        for (JsonNode attribute : attributes) {
            if (TOKENS.contains(attribute.path("key").asText())) {
                counts = true;
                tokens += attribute.path("value").path("intValue").asLong();
            }
        }
        requests += counts ? 1 : 0;
    }

    private void addCounts(JsonNode counts) {
        requests++;
        counts.forEach(count -> tokens += count.isNumber() ? count.asLong() : 0);
    }
}
