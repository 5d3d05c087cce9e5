package io.agentmeter.format.claudecode;

import static io.agentmeter.format.Samples.events;
import static io.agentmeter.format.Samples.single;
import static io.agentmeter.format.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Activity;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Source;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.format.Samples;
import io.agentmeter.format.otlp.ProtobufTwin;
import io.agentmeter.usage.TokenUsage;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeCodeMetricsTest {
    private static final String METRICS = "/v1/metrics";

    @Test
    void makesOneActivityOfAnExport() {
        Events events = events(METRICS, text("claude-code-otlp-metrics.json"));
        Activity activity = single(Activity.class, events);

        assertThat(activity.activeSeconds()).as("38.5 and 12.25, rounded").isEqualTo(51);
        assertThat(activity.linesAdded()).isEqualTo(42);
        assertThat(activity.linesRemoved()).isEqualTo(7);
        assertThat(activity.commits()).isEqualTo(1);
        assertThat(activity.pullRequests()).isEqualTo(1);
        assertThat(activity.tokens()).isEqualTo(TokenUsage.of(50916, 37000, 18840, 41650));
        assertThat(activity.time()).isEqualTo("2026-11-20T09:16:00Z");
        assertThat(activity.session()).isEqualTo("5e551000-0000-4000-8000-000000000001");
        assertThat(activity.envelope().sources()).isEqualTo(Set.of(Source.METRICS));
        assertThat(activity.envelope().attribution().project()).isEqualTo(new Claim(900, "billing-api"));
        assertThat(events.ignored())
                .as("session count, three costs, edit decisions")
                .isEqualTo(5);
    }

    @Test
    void readsTheMetricsOfARealRun() {
        Activity activity = single(Activity.class, events(METRICS, text("claude-code-observed-otlp-metrics.json")));

        assertThat(activity.tokens()).isEqualTo(TokenUsage.of(24, 10000, 2000, 84));
        assertThat(activity.activeSeconds()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-code-otlp-metrics.json", "claude-code-observed-otlp-metrics.json"})
    void readsProtobufLikeJson(String sample) {
        byte[] protobuf = ProtobufTwin.ofMetrics(text(sample));

        assertThat(Samples.read(METRICS, protobuf, "application/x-protobuf")).isEqualTo(events(METRICS, text(sample)));
    }

    @Test
    void givesARepeatedExportTheSameIdAndTheNextOneAnother() {
        String sample = text("claude-code-otlp-metrics.json");
        String next = sample.replace("1795166160000000000", "1795166220000000000");

        assertThat(idOf(sample)).isEqualTo(idOf(sample)).isNotEqualTo(idOf(next));
    }

    @Test
    void doesNotDependOnTheOrderOfPoints() {
        String lines = point("claude_code.lines_of_code.count", "added", "3");
        String tokens = point("claude_code.token.usage", "input", "4");

        assertThat(single(Activity.class, events(METRICS, body(1, lines, tokens))))
                .isEqualTo(single(Activity.class, events(METRICS, body(1, tokens, lines))));
    }

    @Test
    void refusesCumulativeSumsAndSaysWhatToSet() {
        Events events = events(METRICS, body(2, point("claude_code.token.usage", "input", "4")));

        assertThat(events.events()).isEmpty();
        assertThat(events.rejected())
                .containsExactly(new Rejection(
                        0,
                        null,
                        "aggregationTemporality",
                        "must be delta (set OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE=delta)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"NaN\"", "1e30", "null"})
    void refusesImpossibleValues(String value) {
        Events events = events(METRICS, body(1, point("claude_code.token.usage", "input", value)));

        assertThat(events.events()).isEmpty();
        assertThat(events.rejected()).extracting(Rejection::field).containsExactly("value");
    }

    @Test
    void readsWholeNumbersAsStringsToo() {
        String point =
                point("claude_code.lines_of_code.count", "added", "\"3\"").replace("asDouble", "asInt");

        assertThat(single(Activity.class, events(METRICS, body(1, point))).linesAdded())
                .isEqualTo(3);
    }

    @Test
    void keepsSessionsApart() {
        String one = point("claude_code.lines_of_code.count", "added", "3");
        Events events = events(METRICS, body(1, one, one.replace("\"s1\"", "\"s2\"")));

        assertThat(Samples.only(Activity.class, events))
                .extracting(Activity::session)
                .containsExactly("s1", "s2");
    }

    @Test
    void ignoresMetricsOfOtherPrograms() {
        Events events = events(METRICS, """
                {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"http.server.duration",
                 "histogram":{"aggregationTemporality":2,"dataPoints":[{"count":"1"},{"count":"2"}]}},
                 {"gauge":{"dataPoints":[{"asInt":"1"}]},"name":"x"}]}]}]}""");

        assertThat(events.events()).isEmpty();
        assertThat(events.rejected()).isEmpty();
        assertThat(events.ignored()).isEqualTo(3);
    }

    private static String idOf(String json) {
        return single(Activity.class, events(METRICS, json)).id().text();
    }

    private static String point(String name, String type, String value) {
        return "{\"sum\":{\"dataPoints\":[{\"asDouble\":" + value
                + ",\"timeUnixNano\":\"1795166160000000000\",\"attributes\":["
                + "{\"key\":\"session.id\",\"value\":{\"stringValue\":\"s1\"}},"
                + "{\"key\":\"type\",\"value\":{\"stringValue\":\"" + type + "\"}}]}],"
                + "\"aggregationTemporality\":TEMPORALITY},\"name\":\"" + name + "\"}";
    }

    private static String body(int temporality, String... metrics) {
        return "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":["
                + String.join(",", metrics).replace("TEMPORALITY", Integer.toString(temporality)) + "]}]}]}";
    }
}
