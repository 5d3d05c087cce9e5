package io.agentmeter.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.json.EventJson;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Outcome;
import io.agentmeter.format.otlp.ProtobufTwin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever bytes come, a format answers; and whatever it reads can be stored.
class AnyBodyTest {
    private static final List<String> CONTENT_TYPES = List.of("application/json", "application/x-protobuf", "");

    private static final List<byte[]> BODIES = List.of(
            bytes("claude-code-otlp-logs.json"),
            bytes("claude-code-otlp-logs-legacy-strings.json"),
            bytes("claude-code-observed-otlp-metrics.json"),
            bytes("claude-code-otlp-traces.json"),
            bytes("claude-code-hook-Stop.json"),
            bytes("claude-code-hook-PostToolUse-Agent.json"),
            bytes("native-event.json"),
            ProtobufTwin.ofLogs(Samples.text("claude-code-otlp-logs.json")),
            ProtobufTwin.ofMetrics(Samples.text("claude-code-otlp-metrics.json")));

    private static final List<String> SPLICES = List.of(
            "null",
            "-1",
            "1e9999",
            "\"\"",
            "{}",
            "[]",
            "true",
            "\"\\ud800\"",
            "\u0000",
            "99999999999999999999",
            "\"",
            "{",
            "]");

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(EventFormats.paths());
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.of(CONTENT_TYPES);
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return Arbitraries.of(BODIES);
    }

    @Property
    void isAnswered(@ForAll byte[] body, @ForAll("paths") String path, @ForAll("contentTypes") String contentType) {
        assertIsAnswered(Samples.read(path, body, contentType));
    }

    @Property(tries = 3000)
    void isAnsweredIfItIsADamagedSample(
            @ForAll("bodies") byte[] sample,
            @ForAll("paths") String path,
            @ForAll("contentTypes") String contentType,
            @ForAll Random random) {
        assertIsAnswered(Samples.read(path, damaged(sample, random), contentType));
    }

    /// Replaces values of a JSON sample, so that the damage gets past the JSON reader.
    @Property(tries = 3000)
    void isAnsweredIfValuesAreReplaced(@ForAll("paths") String path, @ForAll Random random) {
        String sample = new String(BODIES.get(random.nextInt(7)), StandardCharsets.UTF_8);
        String[] parts = sample.split("(?<=: )", -1);
        for (int i = 0; i < 3; i++) {
            int at = 1 + random.nextInt(parts.length - 1);
            parts[at] = parts[at].replaceFirst(
                    "^(\"[^\"]*\"|[-0-9.]+|true|false)", quoted(SPLICES.get(random.nextInt(SPLICES.size()))));
        }
        assertIsAnswered(Samples.read(path, String.join("", parts)));
    }

    private static void assertIsAnswered(Outcome outcome) {
        if (outcome instanceof Events events) {
            for (Indexed indexed : events.events()) {
                assertThat(EventJson.read(EventJson.write(indexed.event()))).isEqualTo(indexed.event());
            }
        }
    }

    private static byte[] damaged(byte[] sample, Random random) {
        byte[] body = Arrays.copyOf(sample, random.nextInt(4) == 0 ? random.nextInt(sample.length) : sample.length);
        for (int i = random.nextInt(4); i > 0 && body.length > 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private static String quoted(String splice) {
        return Matcher.quoteReplacement(splice);
    }

    private static byte[] bytes(String sample) {
        return Samples.text(sample).getBytes(StandardCharsets.UTF_8);
    }
}
