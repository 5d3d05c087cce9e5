package io.agentmeter.collector.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Laptop;
import io.agentmeter.collector.TestServer;
import io.agentmeter.collector.TestServer.Scripted;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookProgramTest {
    private static final Path SAMPLES = Path.of("..", "contracts", "samples");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String BLOCK = "{\"decision\":\"block\",\"reason\":\"Budget day-shop is used up\"}";
    private static final String CODEX_PROMPT =
            "{\"session_id\":\"c1\",\"turn_id\":\"t1\",\"cwd\":\"/home/dev/src/shop\",\"hook_event_name\":\"UserPromptSubmit\","
                    + "\"model\":\"gpt-6\",\"prompt\":\"SECRET\"}";
    private static final String GEMINI_PROMPT =
            "{\"session_id\":\"g1\",\"cwd\":\"/home/dev/src/shop\",\"hook_event_name\":\"BeforeAgent\",\"prompt\":\"SECRET\"}";
    private static final String COPILOT_PROMPT =
            "{\"sessionId\":\"p1\",\"timestamp\":1795307165080,\"cwd\":\"/home/dev/src/shop\",\"prompt\":\"SECRET\"}";

    @TempDir
    private Path folder;

    private final TestServer server = new TestServer();
    private Laptop laptop;

    @BeforeEach
    void connect() {
        laptop = new Laptop(folder).connectedTo(server).at(NOON);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sample(String event) throws IOException {
        return Files.readString(SAMPLES.resolve("claude-code-hook-" + event + ".json"));
    }

    private void serverSays(String verdict, String unavailable, String body) {
        server.next(
                new Scripted(200, Map.of("AgentMeter-Verdict", verdict, "AgentMeter-Unavailable", unavailable), body));
    }

    private Laptop.Outcome hook(String payload, String... arguments) {
        return laptop.typing(payload).run(arguments);
    }

    @Test
    void theServersAnswerIsPrintedAndContentStaysOnTheMachine() throws IOException {
        server.answer("/v1/hooks/claude-code", 200, BLOCK);
        String payload = sample("UserPromptSubmit").replaceFirst("\"prompt\": \"[^\"]*\"", "\"prompt\": \"SECRET\"");
        assertThat(payload).contains("SECRET");
        Laptop.Outcome outcome = hook(payload, "hook", "claude-code");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEqualTo(BLOCK + "\n");
        TestServer.Request request = server.requests().getFirst();
        assertThat(request.path()).isEqualTo("/v1/hooks/claude-code");
        assertThat(request.authorization()).isEqualTo("Bearer " + TestServer.TOKEN);
        assertThat(request.json().toString()).doesNotContain("SECRET");
        assertThat(request.json().path("hook_event_name").asText()).isEqualTo("UserPromptSubmit");
        assertThat(request.json().has("session_id")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"codex, block", "gemini-cli, deny", "copilot, block"})
    void anAgentThatWasBlockedStaysBlockedWhileTheServerIsAway(String agent, String word) {
        String payload =
                agent.equals("codex") ? CODEX_PROMPT : agent.equals("copilot") ? COPILOT_PROMPT : GEMINI_PROMPT;
        serverSays("pause", "allow", "{\"decision\":\"" + word + "\",\"reason\":\"Budget day-shop is used up\"}");
        assertThat(hook(payload, "hook", agent).out()).contains("\"decision\":\"" + word + "\"");
        server.close();
        Laptop.Outcome offline = hook(payload, "hook", agent);
        assertThat(offline.exitCode()).isZero();
        assertThat(offline.out())
                .contains("\"decision\":\"" + word + "\"", "does not answer", "Budget day-shop is used up");
        laptop.at(NOON.plus(Duration.ofHours(8)).plusSeconds(1));
        assertThat(hook(payload, "hook", agent).out())
                .as("the window may have turned")
                .isEqualTo("{}\n");
    }

    @Test
    void whatIsSaidAtTheEndOfATurnIsNotItsLastWord() {
        serverSays("stop", "block", "{\"decision\":\"block\",\"reason\":\"Budget day-shop is used up\"}");
        hook(CODEX_PROMPT, "hook", "codex");
        serverSays("allow", "allow", "{}");
        assertThat(hook(CODEX_PROMPT.replace("UserPromptSubmit", "Stop"), "hook", "codex")
                        .out())
                .isEqualTo("{}\n");
        server.close();

        assertThat(hook(CODEX_PROMPT, "hook", "codex").out()).contains("\"decision\":\"block\"");
    }

    @Test
    void copilotsEventIsNamedForItBecauseTheFieldsThatTellItStay() {
        server.answer("/v1/hooks/copilot", 200, "{}");
        hook(COPILOT_PROMPT, "hook", "copilot");
        JsonNode sent = server.requests().getFirst().json();
        assertThat(sent.path("hook_event_name").asText()).isEqualTo("userPromptSubmitted");
        assertThat(sent.has("prompt")).isFalse();
    }

    @Test
    void aFailModeThatIsKnownHoldsForTheSessionAndForNewOnesOfItsProject() {
        serverSays("allow", "block", "{}");
        hook(CODEX_PROMPT, "hook", "codex");
        server.close();
        assertThat(hook(CODEX_PROMPT, "hook", "codex").out()).contains("\"decision\":\"block\"");
        assertThat(hook(CODEX_PROMPT.replace("c1", "c2"), "hook", "codex").out())
                .contains("\"decision\":\"block\"");
        assertThat(hook(CODEX_PROMPT.replace("c1", "c3").replace("/shop", "/other"), "hook", "codex")
                        .out())
                .isEqualTo("{}\n");
    }

    @Test
    void whatIsNotKnownIsAllowedUnlessThePersonSaidOtherwise() throws IOException {
        server.close();
        assertThat(hook(CODEX_PROMPT, "hook", "codex").out()).isEqualTo("{}\n");
        assertThat(hook(CODEX_PROMPT, "hook", "codex", "--fail-closed").out())
                .contains("\"decision\":\"block\"", "may not go on without it");
        assertThat(hook(sample("Stop"), "hook", "claude-code", "--fail-closed").out())
                .as("to Claude Code a block of Stop means: go on working")
                .isEqualTo("{}\n");
    }

    @ParameterizedTest
    @CsvSource({"stop, true", "pause, false"})
    void aStopAlsoEndsARunningTurnAndAPauseDoesNot(String verdict, boolean ends) throws IOException {
        serverSays(verdict, "allow", BLOCK);
        hook(sample("UserPromptSubmit"), "hook", "claude-code");
        server.close();
        assertThat(hook(sample("PostToolBatch"), "hook", "claude-code").out().contains("\"decision\":\"block\""))
                .isEqualTo(ends);
    }

    @Test
    void anAnswerThatIsNoAnswerCountsAsNone() throws IOException {
        for (Scripted broken : List.of(
                Scripted.status(500),
                Scripted.status(403),
                new Scripted(200, Map.of(), "<html>"),
                new Scripted(200, Map.of(), "[1]"))) {
            server.next(broken);
            Laptop.Outcome outcome = hook(sample("UserPromptSubmit"), "hook", "claude-code", "--fail-closed");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("\"decision\":\"block\"");
            assertThat(outcome.err()).contains("agentmeter: ");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsLeftAfterTheTimeLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            laptop.with("AGENTMETER_URL", "http://127.0.0.1:" + silent.getLocalPort());
            Laptop.Outcome outcome = hook(CODEX_PROMPT, "hook", "codex", "--time-limit", "200");
            assertThat(outcome.out()).isEqualTo("{}\n");
            assertThat(outcome.err()).containsAnyOf("no answer within 200 ms", "Timeout");
        }
    }

    @Test
    void anInputThatNeverEndsIsLeftAfterTheTimeLimit() throws IOException {
        try (PipedOutputStream never = new PipedOutputStream();
                InputStream input = new PipedInputStream(never)) {
            Laptop.Outcome outcome = laptop.typing(input).run("hook", "codex", "--time-limit", "100");
            assertThat(outcome.out()).isEqualTo("{}\n");
            assertThat(outcome.exitCode()).isZero();
        }
    }

    @Test
    void whateverIsWrongNeverStopsAnAgent() {
        for (String[] wrong : new String[][] {
            {"hook"},
            {"hook", "nonsense"},
            {"hook", "codex", "--what"},
            {"hook", "codex", "--time-limit"},
            {"hook", "codex", "--time-limit", "never"}
        }) {
            server.next(Scripted.status(500));
            Laptop.Outcome outcome = hook(CODEX_PROMPT, wrong);
            assertThat(outcome.exitCode()).as(String.join(" ", wrong)).isZero();
            assertThat(outcome.out()).isEqualTo("{}\n");
        }
        for (String payload : new String[] {"", "{", "[]", "null", "\u0000"}) {
            Laptop.Outcome outcome = hook(payload, "hook", "codex", "--fail-closed");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).isEqualTo("{}\n");
        }
        Laptop unconnected = new Laptop(folder.resolve("other")).typing(CODEX_PROMPT);
        assertThat(unconnected.run("hook", "codex").out()).isEqualTo("{}\n");
    }

    @Test
    void aFolderThatOnlyClaimsToBeAServersIsNotBelieved() {
        laptop = new Laptop(folder.resolve("fresh")).typing(CODEX_PROMPT);
        laptop.write(
                laptop.work().resolve(".agentmeter/connection.json"),
                "{\"url\":\"" + server.url() + "\",\"ingestToken\":\"" + TestServer.TOKEN + "\"}");
        assertThat(laptop.run("hook", "codex").out()).isEqualTo("{}\n");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whatIsRememberedMayBeReadByItsOwnerAlone() throws IOException {
        serverSays("warn", "block", "{\"systemMessage\":\"90 percent\"}");
        hook(CODEX_PROMPT, "hook", "codex");
        Path remembered = laptop.home().resolve(".local/state/agentmeter/hook");
        try (Stream<Path> files = Files.list(remembered)) {
            assertThat(files).hasSize(2).allSatisfy(file -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(file.getFileName().toString()).doesNotContain("shop");
                assertThat(Files.readString(file)).doesNotContain("SECRET");
            });
        }
    }
}
