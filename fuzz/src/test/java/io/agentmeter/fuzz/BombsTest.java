package io.agentmeter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.format.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small bodies that would become very large, in the little memory of this module's tests.
class BombsTest {
    private static final Map<String, String> GZIP = Map.of("content-type", Target.JSON, "content-encoding", "gzip");

    /// Three times the memory that there is.
    private static final byte[] BOMB = zeros(800_000_000);

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/logs", "/v1/metrics", "/v1/traces", "/v1/hooks/claude-code"})
    void aBombIsRefusedBeforeItIsUnpacked(String route) {
        assertThat(BOMB.length).isLessThan(Limits.MAX_BODY_BYTES);
        assertThat(Handlers.post(route, BOMB, GZIP).status()).isEqualTo(413);
    }

    @Test
    void whatIsZippedTwiceIsUnpackedOnce() {
        byte[] twice = Handlers.zipped(Handlers.zipped("{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(Handlers.post("/v1/events", twice, GZIP).status()).isEqualTo(400);
    }

    @Test
    void manyZippedMembersAreBoundedTogether() {
        byte[] noise = new byte[900_000];
        new Random(1).nextBytes(noise);
        byte[] member = zeros(9_000_000);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(Handlers.zipped(Arrays.copyOf(noise, 500_000)));
        for (int count = 0; count < 40; count++) {
            bomb.writeBytes(member);
        }
        assertThat(bomb.size()).isLessThan(Limits.MAX_BODY_BYTES);
        assertThat(Handlers.post("/v1/events", bomb.toByteArray(), GZIP).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", "br", "zstd", "gzip, gzip", "\u0000"})
    void aBodyThatIsNotWhatItsEncodingSaysIsRefused(String encoding) {
        Map<String, String> headers = Map.of("content-type", Target.JSON, "content-encoding", encoding);
        byte[] plain = "{\"events\":[]}".getBytes(StandardCharsets.UTF_8);
        assertThat(Handlers.post("/v1/events", plain, headers).status()).isEqualTo(400);
    }

    /// A hundred thousand small things instead of a large one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"events\":[%s{}]}|{},",
                "{\"resourceLogs\":[%s{}]}|{},",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[%s{}]}]}]}|{},",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[%s{}]}]}]}]}|{\"key\":\"model\",\"value\":{\"stringValue\":\"m\"}},",
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"sum\":{\"dataPoints\":[%s{}]}}]}]}]}|{},"
            })
    void manySmallThingsAreBoundedToo(String pattern) {
        String[] parts = pattern.split("\\|", 2);
        String body = parts[0].formatted(parts[1].repeat(900_000 / parts[1].length()));
        for (String route : new String[] {"/v1/events", "/v1/logs", "/v1/metrics"}) {
            Handlers.Posted posted =
                    Handlers.post(route, body.getBytes(StandardCharsets.UTF_8), Map.of("content-type", Target.JSON));
            assertThat(posted.status()).isIn(200, 400, 413);
            assertThat(posted.events().size()).isLessThanOrEqualTo(Limits.MAX_OTLP_RECORDS);
        }
    }

    /// Zipped without ever being in memory.
    private static byte[] zeros(int count) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        byte[] some = new byte[100_000];
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            for (int written = 0; written < count; written += some.length) {
                gzip.write(some);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
