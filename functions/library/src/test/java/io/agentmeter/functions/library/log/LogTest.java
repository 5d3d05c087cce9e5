package io.agentmeter.functions.library.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

    private final List<String> lines = new ArrayList<>();

    @Test
    void aLineIsOneJsonObject() throws IOException {
        Log.to(lines::add, "aggregate", CLOCK)
                .forRequest("r-1")
                .info("batch_folded")
                .with("records", 25)
                .with("shard", "a\n\"b")
                .write();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).doesNotContain("\n");
        assertThat(new ObjectMapper().readTree(lines.getFirst())).isEqualTo(new ObjectMapper().readTree("""
                        {"time":"2026-11-22T09:00:00Z","level":"info","function":"aggregate","requestId":"r-1",
                         "message":"batch_folded","records":25,"shard":"a\\n\\"b"}"""));
    }

    @Test
    void ofAFaultOnlyItsKindIsWritten() throws IOException {
        Log.to(lines::add, "query", CLOCK)
                .error("failed")
                .fault(new IllegalStateException("quotes a prompt", new IOException("and a token")))
                .write();
        JsonNode line = new ObjectMapper().readTree(lines.getFirst());
        assertThat(line.path("fault").textValue()).isEqualTo("java.lang.IllegalStateException < java.io.IOException");
        assertThat(line.path("at").textValue()).contains("LogTest");
        assertThat(lines.getFirst()).doesNotContain("prompt").doesNotContain("token");
    }

    @Test
    void countsAreEmbeddedMetrics() throws IOException {
        Metrics metrics = Metrics.to(lines::add, "ingest", CLOCK);
        metrics.count(Map.of(Metric.EVENTS_ACCEPTED, 3L, Metric.EVENTS_MERGED, 0L));
        metrics.count(Metric.ALERTS_SENT, 0);
        assertThat(lines).hasSize(1);
        assertThat(new ObjectMapper().readTree(lines.getFirst())).isEqualTo(new ObjectMapper().readTree("""
                {"_aws":{"Timestamp":1795338000000,"CloudWatchMetrics":[{"Namespace":"AgentMeter","Dimensions":[["function"]],
                 "Metrics":[{"Name":"EventsAccepted","Unit":"Count"}]}]},"function":"ingest","EventsAccepted":3}"""));
    }
}
