package io.agentmeter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.agentmeter.event.EventId;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Outcome;
import io.agentmeter.format.claudecode.transcript.TranscriptParser;
import io.agentmeter.format.claudecode.transcript.TranscriptSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One record is damaged; everything that the others say is still read.
class NeighboursTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CONTRACTS = Path.of("..", "contracts");
    private static final int INPUTS = 800;

    @ParameterizedTest
    @CsvSource({
        "/v1/logs, samples/claude-code-otlp-logs.json, /resourceLogs/0/scopeLogs/0/logRecords",
        "/v1/logs, corpus/retries-with-errors/logs.json, /resourceLogs/0/scopeLogs/0/logRecords",
        "/v1/metrics, samples/claude-code-otlp-metrics.json, /resourceMetrics/0/scopeMetrics/0/metrics",
        "/v1/traces, samples/claude-code-otlp-traces.json, /resourceSpans/0/scopeSpans/0/spans",
        "/v1/events, corpus/bad-beside-good/events.json, /events",
    })
    void aBadRecordCostsNoOther(String route, String file, String records) throws IOException {
        byte[] good = Files.readAllBytes(CONTRACTS.resolve(file));
        Random random = new Random(7);
        Damage damage = new Damage(random);
        for (int run = 0; run < INPUTS; run++) {
            JsonNode body = JSON.readTree(good);
            ArrayNode array = (ArrayNode) body.at(records);
            int at = random.nextInt(array.size());
            JsonNode without = JSON.readTree(good);
            ((ArrayNode) without.at(records)).remove(at);
            if (random.nextInt(4) == 0 || !array.get(at).isContainerNode()) {
                array.set(at, damage.value());
            } else {
                damage.damage(array.get(at));
            }
            byte[] damaged = JSON.writeValueAsBytes(body);
            Outcome outcome = Target.read(route, damaged, Target.JSON);
            assertThat(outcome)
                    .as("%s with %s", route, new String(damaged, StandardCharsets.UTF_8))
                    .isInstanceOf(Events.class);
            Set<EventId> others = ids(Target.read(route, JSON.writeValueAsBytes(without), Target.JSON));
            if (!route.equals("/v1/metrics")) { // there an event is of several points, and its id of them all
                assertThat(ids(outcome)).containsAll(others);
            }
        }
    }

    @Test
    void aBadLineCostsNoOther() throws IOException {
        List<String> lines =
                Files.readAllLines(CONTRACTS.resolve("samples/claude-code/transcript.jsonl"), StandardCharsets.UTF_8);
        Random random = new Random(8);
        Damage damage = new Damage(random);
        for (int run = 0; run < INPUTS; run++) {
            int at = random.nextInt(lines.size());
            byte[] line = lines.get(at).getBytes(StandardCharsets.UTF_8);
            List<byte[]> damaged = bytes(lines);
            damaged.set(at, random.nextBoolean() ? damage.ofStructure(line) : damage.ofBytes(line));
            List<byte[]> without = bytes(lines);
            without.remove(at);
            assertThat(ids(events(damaged))).containsAll(ids(events(without)));
        }
    }

    private static List<UsageEvent> events(List<byte[]> lines) {
        TranscriptParser parser = new TranscriptParser();
        TranscriptSession session = new TranscriptSession("");
        lines.forEach(line -> session.add(parser.read(line, 0, line.length)));
        return session.events();
    }

    private static List<byte[]> bytes(List<String> lines) {
        return lines.stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Set<EventId> ids(Outcome outcome) {
        return outcome instanceof Events events
                ? ids(events.events().stream().map(Indexed::event).toList())
                : Set.of();
    }

    private static Set<EventId> ids(List<UsageEvent> events) {
        return events.stream().map(UsageEvent::id).collect(Collectors.toSet());
    }
}
