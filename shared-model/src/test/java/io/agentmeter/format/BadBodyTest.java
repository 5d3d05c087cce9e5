package io.agentmeter.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Outcome;
import io.agentmeter.format.EventFormat.TooLarge;
import io.agentmeter.format.EventFormat.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every format answers a body that is not its own with the reason and the place, and never with a piece of the body.
class BadBodyTest {
    static List<String> paths() {
        return EventFormats.paths();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void saysWhereTheJsonBreaks(String path) {
        assertThat(Samples.read(path, "{\n \"a\": secret}"))
                .isEqualTo(new Unreadable("the body is not JSON", "line 2, column 7"));
        assertThat(Samples.read(path, "{\"a\": \"secr"))
                .isEqualTo(new Unreadable("the JSON ends too early", "line 1, column 12"));
        assertThat(Samples.read(path, "{} secret")).isInstanceOf(Unreadable.class);
        assertThat(Samples.read(path, "{} {}"))
                .isEqualTo(new Unreadable("there is more after the end of the JSON", "line 1, column 4"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void refusesEmptyBodiesInJson(String path) {
        assertThat(Samples.read(path, "")).isEqualTo(new Unreadable("the body is empty", ""));
        assertThat(Samples.read(path, " \n ")).isEqualTo(new Unreadable("the body is empty", ""));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void refusesANameThatOccursTwice(String path) {
        assertThat(Samples.read(path, "{\"x\": 1,\n\"x\": 2}")).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).isEqualTo("a name occurs twice in one object");
            assertThat(unreadable.at()).startsWith("line 2");
        });
    }

    @ParameterizedTest
    @MethodSource("paths")
    void refusesBytesThatAreNoText(String path) {
        byte[] latin1 = "{\"a\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Samples.read(path, latin1, "application/json")).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void boundsNestingNamesAndNumbers(String path) {
        String deep = "{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}";

        assertThat(Samples.read(path, deep)).isInstanceOf(TooLarge.class);
        assertThat(Samples.read(path, "{\"" + "n".repeat(60_000) + "\":1}")).isInstanceOf(TooLarge.class);
        assertThat(Samples.read(path, "{\"a\":" + "9".repeat(2_000) + "}")).isInstanceOf(TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/logs", "/v1/metrics", "/v1/traces"})
    void boundsNestingMoreTightlyWhereNoToolOutputBelongs(String path) {
        String deepest = "{\"a\":" + "[".repeat(Limits.MAX_DEPTH - 1) + "]".repeat(Limits.MAX_DEPTH - 1) + "}";
        String deeper = "{\"a\":" + "[".repeat(Limits.MAX_DEPTH) + "]".repeat(Limits.MAX_DEPTH) + "}";

        assertThat(Samples.read(path, deepest)).isInstanceOf(Events.class);
        assertThat(Samples.read(path, deeper)).isInstanceOf(TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/logs", "/v1/metrics", "/v1/traces"})
    void answersOtlpOfAnotherShape(String path) {
        String signal = path.substring("/v1/".length());
        String resources =
                "resource" + (signal.equals("traces") ? "Spans" : signal.equals("logs") ? "Logs" : "Metrics");

        assertThat(Samples.read(path, "[]"))
                .isEqualTo(new Unreadable("the body must be an object", "line 1, column 1"));
        assertThat(Samples.read(path, "{\"" + resources + "\": {}}"))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(resources + " must be an array"));
        assertThat(Samples.read(path, "{}")).isEqualTo(new Events(List.of(), List.of(), 0, false));
        assertThat(Samples.read(path, "{\"" + resources + "\": null}"))
                .isEqualTo(new Events(List.of(), List.of(), 0, false));
        assertThat(Samples.read(path, "{\"" + resources + "\": [5]}")).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/logs", "/v1/metrics", "/v1/traces"})
    void answersProtobufThatIsNone(String path) {
        Outcome json =
                Samples.read(path, "{\"resourceLogs\":[]}".getBytes(StandardCharsets.UTF_8), "application/x-protobuf");
        Outcome grpc = Samples.read(path, new byte[] {0, 0, 0, 0, 0}, "application/grpc+proto");

        assertThat(json).isEqualTo(new Unreadable("the body is not OTLP in protobuf", ""));
        assertThat(grpc)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("http/protobuf"));
        assertThat(Samples.read(path, new byte[0], "application/x-protobuf"))
                .isEqualTo(new Events(List.of(), List.of(), 0, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"text\"", "[]", "[{\"attributes\": []}]"})
    void aRecordThatIsNoObjectIsRejectedWithItsPlaceAndTheOthersAreRead(String broken) {
        String request =
                Samples.text("claude-code-otlp-logs-legacy-strings.json").strip();
        String records = "\"logRecords\": [" + broken + ",";
        assertThat(Samples.read("/v1/logs", request.replaceFirst("\"logRecords\": *\\[", records)))
                .isInstanceOfSatisfying(Events.class, events -> {
                    assertThat(events.events()).hasSize(1);
                    assertThat(events.rejected())
                            .containsExactly(new EventFormat.Rejection(0, null, "", "must be an object"));
                });
    }

    @Test
    void pointsAndSpansThatAreNoObjectsAreRejectedToo() {
        String metrics = """
                {"resourceMetrics": [{"scopeMetrics": [{"metrics": [7, {"name": "x", "sum": {"dataPoints": [1, {}, null]}}]}]}]}""";
        String spans = "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [\"s\", {}]}]}]}";
        assertThat(Samples.read("/v1/metrics", metrics)).isInstanceOfSatisfying(Events.class, events -> {
            assertThat(events.rejected()).hasSize(3);
            assertThat(events.ignored()).isEqualTo(1);
        });
        assertThat(Samples.read("/v1/traces", spans)).isInstanceOfSatisfying(Events.class, events -> {
            assertThat(events.rejected()).hasSize(1);
            assertThat(events.ignored()).isEqualTo(1);
        });
    }

    @Test
    void boundsTheRecordsOfAnOtlpBody() {
        assertThat(Samples.read("/v1/logs", logs(Limits.MAX_OTLP_RECORDS))).isInstanceOf(Events.class);
        assertThat(Samples.read("/v1/logs", logs(Limits.MAX_OTLP_RECORDS + 1)))
                .isEqualTo(new TooLarge("more than 10000 records in one body"));
    }

    private static String logs(int records) {
        return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + "{},".repeat(records - 1) + "{}]}]}]}";
    }
}
