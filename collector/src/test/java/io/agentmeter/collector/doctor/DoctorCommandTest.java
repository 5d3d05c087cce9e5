package io.agentmeter.collector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.collector.Laptop;
import io.agentmeter.collector.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    private final TestServer server = new TestServer();
    private Laptop laptop;

    @BeforeEach
    void connect() {
        laptop = new Laptop(folder).connectedTo(server);
        server.answer("/healthz", 200, "{\"status\":\"ok\",\"version\":\"0.1.0\"}");
        server.answer("/v1/whoami", 200, "{\"owner\":\"ann\",\"scopes\":[\"ingest\",\"read\"],\"expiresAt\":null}");
        server.answer("/v1/live", 200, "{\"lastEventAt\":\"" + Instant.now().minusSeconds(120) + "\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void findsNothingWrongWhereAllIsWell() {
        laptop.with("AGENTMETER_PROGRAM", "/opt/scripts/agentmeter");
        laptop.run("connect", "claude-code", "--write");
        Laptop.Outcome outcome = laptop.run("doctor");
        assertThat(outcome.out().lines())
                .containsExactly(
                        "ok   the endpoint is " + server.url() + " (from AGENTMETER_URL)",
                        "ok   the endpoint is up, version 0.1.0",
                        "ok   clocks agree",
                        "ok   the token of ann may ingest, read",
                        "ok   events arrive, the last 2 min ago",
                        "ok   telemetry is switched on and goes to the endpoint",
                        "ok   all 11 hooks call the endpoint",
                        "ok   limits can stop prompts and running turns; while the endpoint does not answer, work goes on",
                        "ok   the status line shows what is used and reports plan windows");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void saysHowToConnect() {
        Laptop.Outcome outcome = laptop.run("doctor");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "fail telemetry is not switched on: CLAUDE_CODE_ENABLE_TELEMETRY",
                        "fail no hook calls the endpoint",
                        "-> run: agentmeter connect claude-code --write")
                .doesNotContain(TestServer.TOKEN);
    }

    @Test
    void noticesTelemetryThatGoesElsewhere() {
        laptop.run("connect", "claude-code", "--write");
        laptop.write(
                laptop.work().resolve(".claude/settings.local.json"),
                "{\"env\":{\"OTEL_EXPORTER_OTLP_ENDPOINT\":\"https://other.example.com\"}}");
        Laptop.Outcome outcome = laptop.run("doctor");
        assertThat(outcome.out())
                .contains("fail telemetry goes elsewhere or is set up otherwise: OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    @Test
    void noticesWhatKeepsHooksFromRunning() {
        laptop.run("connect", "claude-code", "--write");
        laptop.write(laptop.work().resolve(".claude/settings.json"), """
                {"disableAllHooks":true,"allowedHttpHookUrls":["https://x/*"],"httpHookAllowedEnvVars":["OTHER"]}""");
        assertThat(laptop.run("doctor").out())
                .contains(
                        "fail hooks are switched off",
                        "fail hooks may not call the endpoint",
                        "fail hooks may not use the token");
    }

    @Test
    void namesHooksThatAreMissing() {
        laptop.run("connect", "claude-code", "--write");
        laptop.write(laptop.userSettings(), laptop.read(laptop.userSettings()).replace("\"Stop\":", "\"Stopp\":"));
        assertThat(laptop.run("doctor").out()).contains("warn hooks are missing: Stop");
    }

    @Test
    void noticesAClockThatIsWrong() {
        laptop.at(Instant.now().minus(Duration.ofHours(2)));
        assertThat(laptop.run("doctor").out()).containsPattern("fail this clock is 7[12]\\d\\d s behind the server's");
        laptop.at(Instant.now().plus(Duration.ofMinutes(2)));
        assertThat(laptop.run("doctor").out()).containsPattern("warn this clock is 1[12]\\d s ahead of the server's");
    }

    @Test
    void noticesATokenThatIsNotKnownOrMayNotSend() {
        server.answer("/v1/whoami", 401, "{}");
        assertThat(laptop.run("doctor").out())
                .contains("fail the endpoint does not know the token")
                .doesNotContain("events arrive");
        server.answer("/v1/whoami", 200, "{\"owner\":\"ann\",\"scopes\":[\"read\"]}");
        assertThat(laptop.run("doctor").out()).contains("fail the token may read but not send");
    }

    @Test
    void warnsOfATokenThatEndsSoon() {
        server.answer(
                "/v1/whoami",
                200,
                "{\"owner\":\"ann\",\"scopes\":[\"ingest\"],\"expiresAt\":\""
                        + Instant.now().plus(Duration.ofDays(3)).plusSeconds(60) + "\"}");
        assertThat(laptop.run("doctor").out()).contains("warn the token expires in 3 days");
    }

    @Test
    void saysWhatCannotBeSeenWithATokenThatMayOnlySend() {
        server.answer("/v1/live", 403, "{}");
        assertThat(laptop.run("doctor").out())
                .contains("warn whether events arrive cannot be seen with a token that may only send");
    }

    @Test
    void looksForEventsWithTheReadTokenOfALocalCloud() {
        Laptop fresh = new Laptop(folder);
        fresh.write(
                fresh.work().resolve(".agentmeter/connection.json"),
                "{\"url\":\"" + server.url()
                        + "\",\"ingestToken\":\"agm_local_ingest\",\"readToken\":\"agm_local_read00\"}");
        fresh.run("doctor");
        assertThat(server.requests().stream().map(request -> request.path() + " " + request.authorization()))
                .containsExactly("/healthz ", "/v1/whoami Bearer agm_local_ingest", "/v1/live Bearer agm_local_read00");
    }

    @Test
    void noticesThatNothingHasArrived() {
        server.answer("/v1/live", 200, "{\"lastEventAt\":null}");
        assertThat(laptop.run("doctor").out()).contains("warn no event has arrived yet");
        server.answer("/v1/live", 200, "{\"firstEventAt\":\"2026-11-01T08:00:00Z\",\"lastEventAt\":null}");
        assertThat(laptop.run("doctor").out()).contains("warn no event of today has arrived, but earlier ones have");
    }

    @Test
    void saysThatNobodyIsThere() {
        server.close();
        Laptop.Outcome outcome = laptop.run("doctor");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("cannot be reached");
    }

    @Test
    void saysWhetherLimitsCanStopWorkAndWhatHappensWithoutAnAnswer() {
        laptop.run("connect", "claude-code", "--write");
        assertThat(laptop.run("doctor").out())
                .contains(
                        "ok   limits can stop prompts and running turns; while the endpoint does not answer, work goes on")
                .contains("warn there is no status line: plan windows stay unknown");
        laptop.with("AGENTMETER_PROGRAM", "/opt/scripts/agentmeter");
        laptop.run("connect", "claude-code", "--write", "--fail-closed");
        assertThat(laptop.run("doctor").out())
                .contains("while the endpoint does not answer, work stops")
                .contains("ok   the status line shows what is used and reports plan windows");
        String settings = laptop.read(laptop.userSettings());
        laptop.write(
                laptop.userSettings(),
                settings.replaceFirst("\"onFailure\": \"block\"", "\"onFailure\": \"continue\""));
        assertThat(laptop.run("doctor").out()).contains("warn some hooks that stop work block");
        laptop.write(laptop.userSettings(), settings.replace("\"timeout\": 5", "\"timeout\": 60"));
        assertThat(laptop.run("doctor").out()).contains("may hold it up for 60 s");
        laptop.write(laptop.userSettings(), settings.replace("/opt/scripts/agentmeter statusline", "mine"));
        assertThat(laptop.run("doctor").out()).contains("warn the status line is another program's");
    }
}
