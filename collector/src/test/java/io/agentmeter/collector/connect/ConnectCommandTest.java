package io.agentmeter.collector.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.Laptop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectCommandTest {
    private static final String URL = "https://meter.example.com";
    private static final String TOKEN = "agm_0123456789abcdef";
    private static final String OTHERS = """
            {
                "model": "opus",
                "temperature": 0.10,
                "env": {
                    "EDITOR": "vim"
                },
                "hooks": {
                    "Stop": [
                        {
                            "hooks": [
                                {
                                    "type": "command",
                                    "command": "say done"
                                }
                            ]
                        }
                    ]
                },
                "allowedHttpHookUrls": [
                    "https://other.example.com/*"
                ],
                "httpHookAllowedEnvVars": []
            }
            """;

    @TempDir
    private Path folder;

    private Laptop laptop;

    @BeforeEach
    void unpack() {
        laptop = new Laptop(folder).with("AGENTMETER_URL", URL + "/").with("AGENTMETER_TOKEN", TOKEN);
    }

    @Test
    void showsWhatWouldChangeAndChangesNothing() {
        laptop.write(laptop.userSettings(), OTHERS);
        Laptop.Outcome outcome = laptop.run("connect", "claude-code");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "+        \"OTEL_EXPORTER_OTLP_ENDPOINT\": \"" + URL + "\"", "@@ ", "Run it again with --write")
                .contains("Bearer agm_****")
                .doesNotContain(TOKEN)
                .doesNotContain("-    \"model\"");
        assertThat(laptop.read(laptop.userSettings())).isEqualTo(OTHERS);
        assertThat(laptop.home().resolve(".config/agentmeter/connection.json")).doesNotExist();
    }

    @Test
    void addsToTheSettingsAndKeepsEverythingElse() throws JsonProcessingException {
        laptop.write(laptop.userSettings(), OTHERS);
        assertThat(write().exitCode()).isZero();
        JsonNode settings = settings();
        assertThat(settings.path("model").asText()).isEqualTo("opus");
        assertThat(settings.path("temperature").toString()).isEqualTo("0.10");
        assertThat(settings.path("env").path("EDITOR").asText()).isEqualTo("vim");
        assertThat(settings.path("env").path("OTEL_EXPORTER_OTLP_ENDPOINT").asText())
                .isEqualTo(URL);
        assertThat(settings.path("env").path("OTEL_EXPORTER_OTLP_HEADERS").asText())
                .isEqualTo("Authorization=Bearer " + TOKEN);
        assertThat(settings.path("hooks").path("Stop")).hasSize(2);
        assertThat(settings.path("hooks").path("Stop").get(0).toString()).contains("say done");
        assertThat(settings.path("hooks").path("UserPromptSubmit").toString()).contains(URL + "/v1/hooks/claude-code");
        assertThat(settings.path("allowedHttpHookUrls")).hasSize(2);
        assertThat(settings.path("httpHookAllowedEnvVars").toString()).isEqualTo("[\"AGENTMETER_TOKEN\"]");
        assertThat(laptop.read(laptop.userSettings())).startsWith("{\n    \"model\": \"opus\",\n");
        assertThat(laptop.read(laptop.userSettings().resolveSibling("settings.json.before-agentmeter")))
                .isEqualTo(OTHERS);
    }

    @Test
    void undoesByteForByteWhatItDid() {
        laptop.write(laptop.userSettings(), OTHERS.replace("\n", "\r\n"));
        write();
        assertThat(laptop.run("connect", "claude-code", "--undo").exitCode()).isZero();
        assertThat(laptop.read(laptop.userSettings())).isEqualTo(OTHERS.replace("\n", "\r\n"));
        assertThat(laptop.userSettings().resolveSibling("settings.json.before-agentmeter"))
                .doesNotExist();
        assertThat(laptop.home().resolve(".config/agentmeter/connection.json")).doesNotExist();
        assertThat(laptop.home().resolve(".local/state/agentmeter/connect.json"))
                .doesNotExist();
    }

    @Test
    void removesAFileThatItMade() {
        write();
        assertThat(laptop.userSettings()).exists();
        laptop.run("connect", "claude-code", "--undo");
        assertThat(laptop.userSettings()).doesNotExist();
    }

    @Test
    void keepsWhatTheUserChangedSinceWhenItUndoes() throws JsonProcessingException {
        laptop.write(laptop.userSettings(), OTHERS);
        write();
        String changed = laptop.read(laptop.userSettings())
                .replace("\"opus\"", "\"sonnet\"")
                .replace("\"OTEL_METRICS_EXPORTER\": \"otlp\"", "\"OTEL_METRICS_EXPORTER\": \"console\"");
        laptop.write(laptop.userSettings(), changed);
        Laptop.Outcome undone = laptop.run("connect", "claude-code", "--undo");
        assertThat(undone.err()).contains("env.OTEL_METRICS_EXPORTER was changed since and is left");
        JsonNode settings = settings();
        assertThat(settings.path("model").asText()).isEqualTo("sonnet");
        assertThat(settings.path("env").toString())
                .isEqualTo("{\"EDITOR\":\"vim\",\"OTEL_METRICS_EXPORTER\":\"console\"}");
        assertThat(settings.path("hooks").toString())
                .isEqualTo(Json.read(OTHERS).path("hooks").toString());
    }

    @Test
    void changesNothingTheSecondTime() {
        laptop.write(laptop.userSettings(), OTHERS);
        write();
        String once = laptop.read(laptop.userSettings());
        Laptop.Outcome again = write();
        assertThat(again.out()).contains("Already connected");
        assertThat(laptop.read(laptop.userSettings())).isEqualTo(once);
        laptop.run("connect", "claude-code", "--undo");
        assertThat(laptop.read(laptop.userSettings())).isEqualTo(OTHERS);
    }

    @Test
    void replacesItsOwnEarlierEndpointWithoutCallingItAConflict() throws JsonProcessingException {
        laptop.write(laptop.userSettings(), OTHERS);
        write();
        Laptop.Outcome moved = laptop.run(
                "connect",
                "claude-code",
                "--endpoint",
                "https://new.example.com",
                "--token",
                "agm_fedcba9876543210",
                "--write");
        assertThat(moved.exitCode()).isZero();
        assertThat(settings().toString()).contains("https://new.example.com").doesNotContain(URL, TOKEN);
        laptop.run("connect", "claude-code", "--undo");
        assertThat(laptop.read(laptop.userSettings())).isEqualTo(OTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"env\":{\"OTEL_EXPORTER_OTLP_ENDPOINT\":\"https://other.example.com\"}}",
                "{\"env\":{\"OTEL_EXPORTER_OTLP_LOGS_ENDPOINT\":\"https://other.example.com/v1/logs\"}}",
                "{\"env\":{\"OTEL_EXPORTER_OTLP_HEADERS\":\"Authorization=Bearer secret-of-another\"}}",
            })
    void refusesToReplaceSettingsThatPointElsewhereUntilForced(String settings) {
        laptop.write(laptop.userSettings(), settings);
        Laptop.Outcome refused = write();
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("OTEL_EXPORTER_OTLP_", "--force");
        assertThat(refused.out()).doesNotContain("secret-of-another");
        assertThat(laptop.read(laptop.userSettings())).isEqualTo(settings);

        assertThat(laptop.run("connect", "claude-code", "--write", "--force").exitCode())
                .isZero();
        assertThat(laptop.read(laptop.userSettings())).contains(URL).doesNotContain("other.example.com");
        laptop.run("connect", "claude-code", "--undo");
        assertThat(laptop.read(laptop.userSettings())).isEqualTo(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"env\":[]}", "{\"hooks\":{\"Stop\":{}}}", "{\"a\":1,\"a\":2}", "{} x"})
    void leavesAloneWhatIsNotSettings(String text) {
        laptop.write(laptop.userSettings(), text);
        Laptop.Outcome outcome = laptop.run("connect", "claude-code", "--write", "--force");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("mend it first");
        assertThat(laptop.read(laptop.userSettings())).isEqualTo(text);
    }

    @Test
    void remembersTheConnectionForItsOwnerOnly() throws IOException {
        write();
        for (String file : new String[] {
            ".config/agentmeter/connection.json", ".local/state/agentmeter/connect.json", ".claude/settings.json"
        }) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(laptop.home().resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(Json.read(laptop.read(laptop.home().resolve(".config/agentmeter/connection.json")))
                        .toString())
                .isEqualTo("{\"url\":\"" + URL + "\",\"token\":\"" + TOKEN + "\"}");
        Laptop.Outcome later = new Laptop(folder).run("connect", "claude-code", "--print");
        assertThat(later.out()).contains(TOKEN);
    }

    @Test
    void keepsThePermissionsOfAFileThatWasThereAndALinkALink() throws IOException {
        Path real = laptop.write(laptop.home().resolve("dotfiles/settings.json"), OTHERS);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectories(laptop.userSettings().getParent());
        Files.createSymbolicLink(laptop.userSettings(), real);
        write();
        assertThat(laptop.userSettings()).isSymbolicLink();
        assertThat(laptop.read(real)).contains(URL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void neverPutsTheTokenIntoAProjectsCommittedSettings() {
        Laptop.Outcome outcome = laptop.run("connect", "claude-code", "--scope", "project", "--write");
        assertThat(outcome.exitCode()).isZero();
        Path committed = laptop.work().resolve(".claude/settings.json");
        Path local = laptop.work().resolve(".claude/settings.local.json");
        assertThat(laptop.read(committed))
                .contains("/v1/hooks/claude-code", "Bearer $AGENTMETER_TOKEN")
                .doesNotContain(TOKEN);
        assertThat(laptop.read(local)).contains(TOKEN).doesNotContain("hooks");
        assertThat(outcome.out()).contains("settings.local.json, which must not be committed");
        laptop.run("connect", "claude-code", "--scope", "project", "--undo");
        assertThat(committed).doesNotExist();
        assertThat(local).doesNotExist();
    }

    @Test
    void printsSettingsToPasteElsewhere() throws JsonProcessingException {
        JsonNode printed =
                Json.read(laptop.run("connect", "claude-code", "--print").out());
        assertThat(printed.path("env").path("AGENTMETER_TOKEN").asText()).isEqualTo(TOKEN);
        assertThat(printed.path("hooks").size()).isEqualTo(11);
        assertThat(laptop.userSettings()).doesNotExist();
    }

    @Test
    void takesTheConnectionOfALocalCloudInTheWorkingDirectory() {
        Laptop fresh = new Laptop(folder);
        assertThat(fresh.run("connect", "claude-code").err()).contains("no endpoint is known");
        fresh.write(fresh.work().resolve(".agentmeter/connection.json"), """
                {"url":"http://127.0.0.1:9999","ingestToken":"agm_local_ingest","readToken":"agm_local_read00","adminToken":"agm_local_admin0"}""");
        assertThat(fresh.run("connect", "claude-code", "--print").out())
                .contains("http://127.0.0.1:9999", "agm_local_ingest");
    }

    @Test
    void neverSendsATokenToAnEndpointItWasNotFoundWith() {
        write();
        Laptop later = new Laptop(folder);
        Laptop.Outcome outcome =
                later.run("connect", "claude-code", "--endpoint", "https://evil.example.com", "--print");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("no token is known for https://evil.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meter.example.com",
                "ftp://x",
                "https://",
                "https://user:pw@x.example.com",
                "https://x.example.com?token=1",
                "ht tp://"
            })
    void refusesWhatIsNoEndpoint(String url) {
        Laptop.Outcome outcome = laptop.run("connect", "claude-code", "--endpoint", url, "--write");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("the endpoint");
        assertThat(laptop.userSettings()).doesNotExist();
    }

    @Test
    void refusesATokenThatWouldBecomeAnotherHeader() {
        Laptop.Outcome outcome = laptop.run("connect", "claude-code", "--token", "abcdefgh,X-Evil=1", "--write");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("the token has characters").doesNotContain("X-Evil");
    }

    @Test
    void warnsWhenTheTokenWouldTravelUnencrypted() {
        assertThat(laptop.run("connect", "claude-code", "--endpoint", "http://meter.example.com")
                        .err())
                .contains("not https");
        assertThat(laptop.run("connect", "claude-code", "--endpoint", "http://127.0.0.1:8787")
                        .err())
                .isEmpty();
    }

    @Test
    void saysThatThereIsNothingToUndo() {
        Laptop.Outcome outcome = laptop.run("connect", "claude-code", "--undo");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("nothing to undo");
    }

    private Laptop.Outcome write() {
        return laptop.run("connect", "claude-code", "--write");
    }

    private JsonNode settings() throws JsonProcessingException {
        return Json.read(laptop.read(laptop.userSettings()));
    }

    @Test
    void theHooksThatCanStopSomethingBlockWithoutAnAnswerOnlyWhenAskedTo() throws JsonProcessingException {
        assertThat(laptop.run("connect", "claude-code", "--print").out()).doesNotContain("onFailure");
        JsonNode hooks = Json.read(laptop.run("connect", "claude-code", "--print", "--fail-closed")
                        .out())
                .path("hooks");
        for (String event : new String[] {"UserPromptSubmit", "PostToolBatch"}) {
            assertThat(hooks.path(event).findValuesAsText("onFailure"))
                    .as(event)
                    .containsExactly("block");
            assertThat(hooks.path(event).findPath("timeout").asInt()).isLessThanOrEqualTo(5);
        }
        assertThat(hooks.path("Stop").findValuesAsText("onFailure")).isEmpty();
        laptop.run("connect", "claude-code", "--write", "--fail-closed");
        assertThat(settings().path("hooks").path("UserPromptSubmit")).hasSize(1);
        write();
        assertThat(settings().path("hooks").path("UserPromptSubmit"))
                .as("replaced, not added")
                .hasSize(1);
        assertThat(settings().findValuesAsText("onFailure")).isEmpty();
    }

    @Test
    void theStatusLineIsSetAndOneOfTheUsersOwnStays() throws JsonProcessingException {
        laptop.with("AGENTMETER_PROGRAM", "/opt/agent meter/scripts/agentmeter");
        assertThat(laptop.run("connect", "claude-code", "--print").out()).doesNotContain("statusLine");
        write();
        assertThat(settings().path("statusLine").toString())
                .isEqualTo("{\"type\":\"command\",\"command\":\"'/opt/agent meter/scripts/agentmeter' statusline\"}");
        assertThat(laptop.run("connect", "claude-code", "--undo").exitCode()).isZero();
        assertThat(laptop.userSettings()).doesNotExist();
        laptop.write(laptop.userSettings(), "{\"statusLine\":{\"type\":\"command\",\"command\":\"mine\"}}");
        Laptop.Outcome outcome = write();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("status line of its own");
        assertThat(settings().path("statusLine").path("command").asText()).isEqualTo("mine");
    }

    @Test
    void theStatusLineCanBeNamedOrLeftOut() throws JsonProcessingException {
        laptop.with("AGENTMETER_PROGRAM", "/opt/scripts/agentmeter");
        assertThat(laptop.run("connect", "claude-code", "--print", "--status-line", "agentmeter statusline")
                        .out())
                .contains("\"command\": \"agentmeter statusline\"");
        laptop.run("connect", "claude-code", "--write", "--status-line", "none");
        assertThat(settings().has("statusLine")).isFalse();
    }
}
