package io.agentmeter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaudeCodeSessionTest {
    @Test
    void sharesNoIdWithAnotherSession() throws Exception {
        String first = new ClaudeCodeSession("shop").json();
        String second = new ClaudeCodeSession("shop").json();
        assertThat(ids(first)).hasSize(4).doesNotContainAnyElementsOf(ids(second));
    }

    @Test
    void endsNow() throws Exception {
        List<JsonNode> times = new ObjectMapper()
                .readTree(new ClaudeCodeSession("shop").json())
                .findValues("timeUnixNano");
        Instant last = Instant.ofEpochSecond(0, times.getLast().asLong());
        assertThat(last).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    }

    @Test
    void namesItsProjectOrNone() {
        assertThat(new ClaudeCodeSession("shop").json()).contains("\"shop\"").doesNotContain("billing-api");
        assertThat(new ClaudeCodeSession(null).json())
                .doesNotContain("\"project\"")
                .doesNotContain("billing-api");
    }

    @Test
    void saysTheSameInProtobuf() throws Exception {
        ExportLogsServiceRequest request = ExportLogsServiceRequest.parseFrom(new ClaudeCodeSession("shop").protobuf());
        List<LogRecord> records = request.getResourceLogs(0).getScopeLogs(0).getLogRecordsList();
        long micros = records.stream()
                .flatMap(record -> record.getAttributesList().stream())
                .filter(attribute -> attribute.getKey().equals("cost_usd_micros"))
                .map(KeyValue::getValue)
                .mapToLong(value -> value.getIntValue())
                .sum();
        assertThat(records).hasSize(11);
        assertThat(micros).isEqualTo(1_067_532);
    }

    private static List<String> ids(String json) throws Exception {
        return new ObjectMapper()
                .readTree(json).findValues("attributes").stream()
                        .flatMap(list -> list.valueStream())
                        .filter(attribute -> attribute.path("key").asText().equals("client_request_id"))
                        .map(attribute ->
                                attribute.path("value").path("stringValue").asText())
                        .toList();
    }
}
