package io.agentmeter.collector.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.Laptop;
import io.agentmeter.collector.TestServer;
import io.agentmeter.collector.TestServer.Scripted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillCommandTest {
    private static final String RESPONSE = """
            {"type":"assistant","uuid":"u","sessionId":"s","timestamp":"2026-11-20T09:15:04.000Z","requestId":"ID",\
            "message":{"id":"ID","model":"claude-haiku-4-5","usage":{"input_tokens":3,"output_tokens":1}}}
            """;

    @TempDir
    private Path folder;

    private final TestServer server = new TestServer();
    private Laptop laptop;

    @BeforeEach
    void connect() {
        laptop = new Laptop(folder).connectedTo(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsEveryRequestOfTheSamplesOnce() {
        laptop.withSampleTranscripts();
        Laptop.Outcome outcome = laptop.run("backfill", "claude-code");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Sent 10 events: 9 accepted, 0 merged, 1 duplicate, 0 rejected.", "$0.2069");
        assertThat(server.requests()).hasSize(1).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/v1/events");
            assertThat(request.authorization()).isEqualTo("Bearer " + TestServer.TOKEN);
            assertThat(request.encoding()).isEqualTo("gzip");
            assertThat(request.json().path("backfill").asBoolean()).isTrue();
        });
        JsonNode first = server.events().get(1);
        assertThat(first.path("id").asText()).isEqualTo("req_011SYNTHETIC01");
        assertThat(first.path("kind").asText()).isEqualTo("model_request");
        assertThat(first.path("source").asText()).isEqualTo("transcript");
        assertThat(first.path("agent").asText()).isEqualTo("claude-code");
        assertThat(first.path("session").asText()).isEqualTo("5e551000-0000-4000-8000-000000000001");
        assertThat(first.path("workspace").toString()).isEqualTo("{\"project\":\"billing-api\",\"certain\":true}");
        assertThat(first.path("branch").asText()).isEqualTo("feature/rounding");
        assertThat(first.path("turn").asText()).isEqualTo("9a0e0000-0000-4000-8000-000000000101");
        assertThat(first.path("tokens").toString())
                .isEqualTo(
                        "{\"freshInput\":12,\"cacheRead\":9400,\"cacheWrite\":18200,\"cacheWrite1h\":0,\"output\":310}");
        assertThat(first.has("project")).isFalse();
    }

    @Test
    void sendsNothingOfWhatWasSaid() {
        laptop.withSampleTranscripts();
        laptop.run("backfill", "claude-code");
        assertThat(server.requests().toString())
                .doesNotContain("synthetic", "Found 3 usages", "/home/dev", "rounding rule");
    }

    @Test
    void givesTheForkedSessionsSharedRequestToTheSessionThatBegan() {
        laptop.withSampleTranscripts();
        laptop.run("backfill", "claude-code");
        assertThat(server.events().stream()
                        .filter(event -> event.path("id").asText().equals("req_011SYNTHETIC04"))
                        .map(event -> event.path("session").asText()))
                .containsExactly("5e551000-0000-4000-8000-000000000001", "5e551000-0000-4000-8000-000000000002");
    }

    @Test
    void addsUpWithoutSendingOnADryRun() throws JsonProcessingException {
        laptop.withSampleTranscripts();
        Laptop.Outcome outcome = laptop.run("backfill", "claude-code", "--dry-run", "--json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(server.requests()).isEmpty();
        JsonNode totals = Json.read(outcome.out()).path("totals");
        assertThat(totals.path("requests").asLong()).isEqualTo(8);
        assertThat(totals.path("estimatedCostUsd").asText()).isEqualTo("0.20687");
        assertThat(totals.path("tokens").toString())
                .isEqualTo(
                        "{\"freshInput\":1010,\"cacheRead\":149000,\"cacheWrite\":24540,\"cacheWrite1h\":4000,\"output\":2610}");
        assertThat(totals.path("webSearches").asLong()).isEqualTo(2);
        assertThat(Files.exists(laptop.home().resolve(".local/state/agentmeter")))
                .isFalse();
    }

    @Test
    void needsNoEndpointForADryRun() {
        Laptop alone = new Laptop(folder).withSampleTranscripts();
        assertThat(new Laptop(folder).run("backfill", "claude-code").exitCode()).isEqualTo(1);
        assertThat(alone.run("backfill", "claude-code", "--dry-run").exitCode()).isZero();
    }

    @Test
    void findsExactlyWhatWasGeneratedAndSendsItInBatches() throws JsonProcessingException {
        GeneratedTranscripts generated = new GeneratedTranscripts(11).write(laptop, 40, 60);
        JsonNode dry = Json.read(
                laptop.run("backfill", "claude-code", "--dry-run", "--json").out());
        assertThat(dry.path("totals").path("requests").asInt()).isEqualTo(generated.requests());
        JsonNode tokens = dry.path("totals").path("tokens");
        assertThat(tokens.path("freshInput").asLong())
                .isEqualTo(generated.total().freshInput().count());
        assertThat(tokens.path("cacheRead").asLong())
                .isEqualTo(generated.total().cacheRead().count());
        assertThat(tokens.path("cacheWrite").asLong())
                .isEqualTo(generated.total().cacheWrite().count());
        assertThat(tokens.path("output").asLong())
                .isEqualTo(generated.total().output().count());

        laptop.run("backfill", "claude-code");
        assertThat(server.requests())
                .hasSizeGreaterThan(4)
                .allSatisfy(request ->
                        assertThat(request.json().path("events").size()).isBetween(1, 500));
        Set<String> ids = new HashSet<>();
        server.events().forEach(event -> ids.add(event.path("id").asText()));
        assertThat(ids).hasSize(generated.requests());
    }

    @Test
    void passesOverWhatWasSentBefore() {
        laptop.withSampleTranscripts();
        laptop.run("backfill", "claude-code");
        server.forgetRequests();

        Laptop.Outcome again = laptop.run("backfill", "claude-code");
        assertThat(again.out()).contains("Passed over 2 sessions that were sent before");
        assertThat(server.requests()).isEmpty();

        laptop.run("backfill", "claude-code", "--all");
        assertThat(server.events()).hasSize(10);
    }

    @Test
    void sendsOnlyWhatWasAddedToAFile() throws IOException {
        laptop.withSampleTranscripts();
        laptop.run("backfill", "claude-code");
        server.forgetRequests();
        Files.writeString(fork(), "\n", StandardOpenOption.APPEND);
        laptop.run("backfill", "claude-code");
        assertThat(server.events()).isEmpty();

        Files.writeString(fork(), RESPONSE.replace("ID", "req_new"), StandardOpenOption.APPEND);
        laptop.run("backfill", "claude-code");
        assertThat(ids()).containsExactly("req_new");
    }

    @Test
    void sendsWhatGrewWithTheCountsOfAllItsLines() throws IOException {
        Path file = laptop.write(transcript(7), RESPONSE.replace("ID", "req_a") + RESPONSE.replace("ID", "req_b"));
        laptop.run("backfill", "claude-code");
        server.forgetRequests();
        String later = RESPONSE.replace("ID", "req_a").replace("\"input_tokens\":3", "\"input_tokens\":0");
        Files.writeString(file, later.replace("\"output_tokens\":1", "\"output_tokens\":9"), StandardOpenOption.APPEND);
        laptop.run("backfill", "claude-code");
        assertThat(ids()).containsExactly("req_a");
        assertThat(server.events().getFirst().path("tokens").path("freshInput").asInt())
                .isEqualTo(3);
        assertThat(server.events().getFirst().path("tokens").path("output").asInt())
                .isEqualTo(9);
    }

    @Test
    void sendsALineThatWasOnlyHalfWrittenBefore() throws IOException {
        String line = RESPONSE.replace("ID", "req_a");
        Path file = laptop.write(transcript(7), line.substring(0, 60));
        laptop.run("backfill", "claude-code");
        assertThat(server.events()).isEmpty();
        Files.writeString(file, line.substring(60), StandardOpenOption.APPEND);
        laptop.run("backfill", "claude-code");
        assertThat(ids()).containsExactly("req_a");
    }

    @Test
    void sendsAFileThatWasRewrittenFromItsBeginning() {
        String before = RESPONSE.replace("ID", "req_a") + RESPONSE.replace("ID", "req_b");
        laptop.write(transcript(7), before);
        laptop.run("backfill", "claude-code");
        server.forgetRequests();
        laptop.write(transcript(7), RESPONSE.replace("ID", "req_c") + before);
        laptop.run("backfill", "claude-code");
        assertThat(ids()).containsExactly("req_c", "req_a", "req_b");
    }

    @Test
    void sendsAFileThatWasCutAndGrewAgain() {
        String one = RESPONSE.replace("ID", "req_a");
        laptop.write(transcript(7), one + RESPONSE.replace("ID", "req_b"));
        laptop.run("backfill", "claude-code");
        server.forgetRequests();

        laptop.write(transcript(7), one);
        laptop.run("backfill", "claude-code");
        assertThat(ids()).containsExactly("req_a");

        server.forgetRequests();
        laptop.write(transcript(7), one + RESPONSE.replace("ID", "req_d") + RESPONSE.replace("ID", "req_e"));
        laptop.run("backfill", "claude-code");
        assertThat(ids()).containsExactly("req_d", "req_e");
    }

    @Test
    void sendsASubagentsNewFileAndNothingElseOfItsSession() {
        laptop.write(transcript(7), RESPONSE.replace("ID", "req_a"));
        laptop.run("backfill", "claude-code");
        server.forgetRequests();
        String session = transcript(7).toString().replace(".jsonl", "");
        laptop.write(Path.of(session, "subagents", "agent-a.jsonl"), RESPONSE.replace("ID", "req_sub"));
        laptop.run("backfill", "claude-code");
        assertThat(ids()).containsExactly("req_sub");
    }

    private Path fork() {
        return transcript(2);
    }

    private Path transcript(int session) {
        return laptop.home()
                .resolve(".claude/projects/-home-dev-src-billing-api/5e551000-0000-4000-8000-00000000000" + session
                        + ".jsonl");
    }

    private List<String> ids() {
        return server.events().stream().map(event -> event.path("id").asText()).toList();
    }

    @Test
    void sendsOlderEventsLaterIfTheFirstRunLeftThemOut() {
        laptop.withSampleTranscripts();
        laptop.run("backfill", "claude-code", "--since", "2026-11-20T10:30:00Z");
        assertThat(server.events()).hasSize(1);
        laptop.run("backfill", "claude-code");
        assertThat(server.events()).hasSize(11);
    }

    @Test
    void keepsStatesOfDifferentEndpointsApart() {
        laptop.withSampleTranscripts();
        laptop.run("backfill", "claude-code");
        try (TestServer other = new TestServer()) {
            laptop.run("backfill", "claude-code", "--endpoint", other.url());
            assertThat(other.events()).hasSize(10);
        }
    }

    @Test
    void waitsAndTriesAgainWhileTheServerIsBusy() {
        laptop.withSampleTranscripts();
        server.next(new Scripted(503, Map.of("Retry-After", "7"), ""), Scripted.status(429), Scripted.status(500));
        Laptop.Outcome outcome = laptop.run("backfill", "claude-code");
        assertThat(outcome.exitCode()).isZero();
        assertThat(server.events()).hasSize(10);
        assertThat(laptop.pauses()).hasSize(3);
        assertThat(laptop.pauses().getFirst()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
        assertThat(laptop.pauses().getLast()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_500));
    }

    @Test
    void givesUpAServerThatStaysAwayAndGoesOnWhereItWas() {
        new GeneratedTranscripts(5).write(laptop, 12, 100);
        server.next(new Scripted(200, Map.of(), "{\"accepted\":500,\"merged\":0,\"duplicate\":0,\"rejected\":[]}"));
        for (int i = 0; i < 6; i++) {
            server.next(Scripted.status(503));
        }
        Laptop.Outcome failed = laptop.run("backfill", "claude-code");
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.err()).contains("it answers 503, 6 attempts", "run the command again to go on");

        Laptop.Outcome again = laptop.run("backfill", "claude-code");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("Passed over 4 sessions that were sent before");
    }

    @Test
    void saysWhatToDoWhenTheTokenIsNotAccepted() {
        laptop.withSampleTranscripts();
        server.next(Scripted.status(401));
        Laptop.Outcome outcome = laptop.run("backfill", "claude-code");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("does not know the token").doesNotContain(TestServer.TOKEN);
        assertThat(laptop.pauses()).isEmpty();
    }

    @Test
    void saysThatNobodyIsThere() {
        laptop.withSampleTranscripts();
        server.close();
        Laptop.Outcome outcome = laptop.run("backfill", "claude-code");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("does not take reports");
    }

    @Test
    void halvesABatchThatIsTooLarge() {
        laptop.withSampleTranscripts();
        server.next(Scripted.status(413));
        assertThat(laptop.run("backfill", "claude-code").exitCode()).isZero();
        assertThat(server.requests()).hasSize(2);
        assertThat(server.events()).hasSize(10);
    }

    @Test
    void namesWhatTheServerRejected() {
        laptop.withSampleTranscripts();
        server.next(new Scripted(200, Map.of(), """
                {"accepted":9,"merged":0,"duplicate":0,"rejected":[{"index":3,"id":"req_x","field":"tokens.output","reason":"is too large"}]}"""));
        Laptop.Outcome outcome = laptop.run("backfill", "claude-code");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("1 rejected", "req_x: tokens.output is too large");
    }

    @Test
    void namesCorruptLinesAndGoesOn() {
        laptop.withSampleTranscripts();
        Path file = laptop.home()
                .resolve(".claude/projects/-home-dev-src-billing-api/0e551000-0000-4000-8000-000000000009.jsonl");
        String good = """
                {"type":"assistant","uuid":"u","sessionId":"s","timestamp":"2026-11-20T09:15:04Z","requestId":"req_good",\
                "message":{"id":"m","model":"claude-haiku-4-5","usage":{"output_tokens":1}}}
                """;
        laptop.write(file, "{\"type\":\"assistant\",\"mess\n" + good + good.replace("2026", "year") + "\0\0\0\n");
        Laptop.Outcome outcome = laptop.run("backfill", "claude-code");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "3 lines could not be read",
                        file + ":1: not a complete JSON object",
                        file + ":3: timestamp is missing",
                        file + ":4: ");
        assertThat(server.events().stream().map(event -> event.path("id").asText()))
                .contains("req_good");
    }

    @Test
    void listsModelsWithoutAPrice() {
        Path file = laptop.home().resolve(".claude/projects/-w/0e551000-0000-4000-8000-000000000009.jsonl");
        laptop.write(file, """
                {"type":"assistant","uuid":"u","sessionId":"s","timestamp":"2026-11-20T09:15:04Z","requestId":"r",\
                "message":{"id":"m","model":"claude-haiku-5","usage":{"output_tokens":1}}}
                """);
        Laptop.Outcome outcome = laptop.run("backfill", "claude-code", "--dry-run");
        assertThat(outcome.out())
                .containsPattern("claude-haiku-5 .* unpriced")
                .contains("1 requests have no list price");
    }

    @Test
    void keepsItsStateToItsOwner() throws IOException {
        laptop.withSampleTranscripts();
        laptop.run("backfill", "claude-code");
        try (var files = Files.list(laptop.home().resolve(".local/state/agentmeter"))) {
            assertThat(files)
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void looksWhereClaudeCodeIsToldToKeepThings() {
        String session = """
                {"type":"assistant","uuid":"u","sessionId":"s","timestamp":"2026-11-20T09:15:04Z","requestId":"ID",\
                "message":{"id":"ID","model":"claude-haiku-4-5","usage":{"output_tokens":1}}}
                """;
        List<String> places = List.of("one", "two");
        for (String place : places) {
            laptop.write(
                    laptop.home().resolve(place + "/projects/-w/" + place + ".jsonl"), session.replace("ID", place));
        }
        laptop.withSampleTranscripts();
        laptop.with("CLAUDE_CONFIG_DIR", laptop.home().resolve("one") + ", ~/two")
                .run("backfill", "claude-code");
        assertThat(server.events().stream().map(event -> event.path("id").asText()))
                .containsExactlyInAnyOrderElementsOf(places);
    }

    @Test
    void readsAFolderOfTranscriptsWhoseNamesSayNothing() throws JsonProcessingException {
        Path samples = Path.of("..", "contracts", "samples", "claude-code")
                .toAbsolutePath()
                .normalize();
        Laptop.Outcome outcome =
                laptop.run("backfill", "claude-code", "--dry-run", "--json", "--dir", samples.toString());
        JsonNode json = Json.read(outcome.out());
        assertThat(json.path("sessions").asInt()).isEqualTo(3);
        assertThat(json.path("totals").path("requests").asInt()).isEqualTo(10);
        assertThat(json.path("totals").path("estimatedCostUsd").asText()).isEqualTo("0.221402");
    }
}
