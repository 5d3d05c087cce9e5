package io.agentmeter.format.claudecode.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.format.claudecode.transcript.TranscriptLine.Corrupt;
import io.agentmeter.format.claudecode.transcript.TranscriptLine.Nothing;
import io.agentmeter.format.claudecode.transcript.TranscriptLine.Response;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptParserTest {
    private static final String LINE = """
            {"type":"assistant","uuid":"u","sessionId":"s","timestamp":"2026-11-20T09:15:04.480Z","cwd":"/w","gitBranch":"main",\
            "requestId":"req","message":{"id":"msg","model":"claude-opus-5-5","content":[{"type":"text","text":"\\"usage\\":{}"}],\
            "usage":{USAGE}}}""";

    @Test
    void readsTheFourPartsAndTheirDetails() {
        Response response = (Response) Samples.read(line("""
                "input_tokens":40,"cache_creation_input_tokens":5000,"cache_read_input_tokens":20000,\
                "cache_creation":{"ephemeral_5m_input_tokens":1000,"ephemeral_1h_input_tokens":4000},"output_tokens":500,\
                "output_tokens_details":{"thinking_tokens":120},"server_tool_use":{"web_search_requests":2},\
                "service_tier":"standard","inference_geo":"us","speed":"fast","iterations":[{"output_tokens":7}]"""));
        assertThat(response.usage().tokens())
                .isEqualTo(TokenUsage.of(40, 20_000, 5_000, 500)
                        .withCacheWrite1h(4_000)
                        .withReasoning(120));
        assertThat(response.usage().webSearches()).isEqualTo(2);
        assertThat(response.usage().speed()).isEqualTo("fast");
        assertThat(response.usage().region()).isEqualTo("us");
        assertThat(response.identity()).isEqualTo("req");
    }

    @Test
    void leavesTheSplitOfCacheWritesUnknownWhereTheLineDoesNotTellIt() {
        Response response = (Response) Samples.read(line("\"cache_creation_input_tokens\":200,\"output_tokens\":1"));
        assertThat(response.usage().tokens().cacheWrite().count()).isEqualTo(200);
        assertThat(response.usage().tokens().cacheWrite1h()).isEqualTo(TokenDetail.UNKNOWN);
    }

    @Test
    void takesNumbersWrittenAsTextOrWithAPoint() {
        Response response = (Response)
                Samples.read(line("\"input_tokens\":\"7\",\"output_tokens\":9.0,\"cache_read_input_tokens\":null"));
        assertThat(response.usage().tokens()).isEqualTo(TokenUsage.of(7, 0, 0, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not_available", "", "global"})
    void hasNoRegionWhereTheLineNamesNone(String region) {
        Response response = (Response) Samples.read(line("\"output_tokens\":1,\"inference_geo\":\"" + region + "\""));
        assertThat(response.usage().region()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"summary\",\"summary\":\"x\"}",
                "{\"type\":\"user\",\"toolUseResult\":{\"usage\":{\"output_tokens\":5}},\"message\":{\"role\":\"user\"}}",
                "{\"type\":\"progress\",\"message\":{\"id\":\"m\",\"usage\":{\"output_tokens\":5}}}",
                "{\"type\":\"assistant\",\"message\":{\"id\":\"m\",\"usage\":null}}",
                "{\"type\":\"assistant\",\"message\":\"usage\"}",
                "{}",
                "",
                "   ",
                "\r",
            })
    void findsNothingInLinesOfOtherKinds(String line) {
        assertThat(Samples.read(line)).isEqualTo(new Nothing());
    }

    @Test
    void findsNothingInWhatTheProgramMadeItselfAndInUsageOfNothing() {
        assertThat(Samples.read(line("\"input_tokens\":0,\"output_tokens\":0"))).isEqualTo(new Nothing());
        assertThat(Samples.read(line("\"output_tokens\":5").replace("claude-opus-5-5", "<synthetic>")))
                .isEqualTo(new Nothing());
    }

    @Test
    void saysWhatIsWrongWithALine() {
        assertThat(Samples.read("{\"type\":\"assistant\",\"message\":{\"usa"))
                .isEqualTo(new Corrupt("not a complete JSON object"));
        assertThat(Samples.read("\0\0\0\0")).isEqualTo(new Corrupt("not a complete JSON object"));
        assertThat(Samples.read("{\"usage\":]}")).isEqualTo(new Corrupt("not JSON at column 10"));
        assertThat(Samples.read("{\"usage\":1}{}")).isEqualTo(new Corrupt("more than one JSON object"));
        assertThat(Samples.read(line("\"output_tokens\":-1"))).isEqualTo(new Corrupt("output_tokens is not a count"));
        assertThat(Samples.read(line("\"output_tokens\":1.5"))).isEqualTo(new Corrupt("output_tokens is not a count"));
        assertThat(Samples.read(line("\"output_tokens\":99999999999999999999")))
                .isEqualTo(new Corrupt("output_tokens is not a count"));
        assertThat(Samples.read(line("\"output_tokens\":{}"))).isEqualTo(new Corrupt("output_tokens is not a count"));
        assertThat(Samples.read(line("\"output_tokens\":1").replace("2026-11-20T", "yesterday")))
                .isEqualTo(new Corrupt("timestamp is missing or not a time"));
        assertThat(Samples.read(line("\"output_tokens\":1")
                        .replace("\"req\"", "\"\"")
                        .replace("\"msg\"", "\"\"")
                        .replace("\"u\"", "\"\"")))
                .isEqualTo(new Corrupt("usage without any id"));
        assertThat(Samples.read(line("\"output_tokens\":1").replace("\"req\"", "\"" + "x".repeat(100) + "\"")))
                .isEqualTo(new Corrupt("an id is longer than 99 characters"));
    }

    @Test
    void namesARequestByItsMessageOrItsLineWhereTheRequestIdIsMissing() {
        String noRequest = line("\"output_tokens\":1").replace("\"req\"", "null");
        assertThat(((Response) Samples.read(noRequest)).identity()).isEqualTo("msg");
        assertThat(((Response) Samples.read(noRequest.replace("\"msg\"", "null"))).identity())
                .isEqualTo("s:u");
    }

    @Test
    void tellsTheBeginningOfATurnOnce() {
        String line = """
                {"type":"user","promptId":"p1","message":{"content":"x"},"sessionId":"s","timestamp":"2026-11-20T09:15:00Z","uuid":"u"}""";
        TranscriptParser parser = new TranscriptParser();
        assertThat(Samples.read(parser, line)).isInstanceOf(TranscriptLine.Prompt.class);
        assertThat(Samples.read(parser, line)).isEqualTo(new Nothing());
        assertThat(Samples.read(parser, line.replace("p1", "p2"))).isInstanceOf(TranscriptLine.Prompt.class);
    }

    /// Found by fuzzing: zeros behind the first brace make the JSON reader take the line for UTF-32.
    @Test
    void aLineThatLooksLikeAnotherEncodingIsCorrupt() {
        assertThat(Samples.read("{\0\0\0\"usage\":{}}")).isEqualTo(new Corrupt("not text in UTF-8"));
    }

    @Property
    void anyBytesAreAnAnswerAndNeverAFault(@ForAll byte[] bytes) {
        assertThat(new TranscriptParser().read(bytes, 0, bytes.length)).isNotNull();
    }

    @Property
    void aLineCutAnywhereIsAnAnswerAndNeverAResponse(@ForAll int where) {
        String line = line("\"output_tokens\":1");
        String cut = line.substring(0, Math.floorMod(where, line.length()));
        assertThat(Samples.read(cut)).isNotInstanceOf(Response.class);
    }

    private static String line(String usage) {
        return LINE.replace("USAGE", usage);
    }
}
