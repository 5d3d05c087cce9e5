package io.agentmeter.collector.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.collector.Laptop;
import io.agentmeter.collector.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final String QUEUED = """
            {"id": "0123456789abcdef0123456789abcdef", "state": "queued", "repair": false, "result": null}""";

    @TempDir
    private Path folder;

    private final TestServer server = new TestServer();
    private Laptop laptop;

    @BeforeEach
    void connect() {
        laptop = new Laptop(folder).connectedTo(server);
        server.answer("/v1/audits", 202, QUEUED);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void isDone(String days, int differences) {
        server.answer("/v1/audits/0123456789abcdef0123456789abcdef", 200, """
                {"id": "0123456789abcdef0123456789abcdef", "state": "done", "start": "2026-11-22", "end": "2026-11-22", "repair": false,
                 "result": {"differences": %d, "events": 1234, "readUnits": 150, "milliseconds": 4217, "days": [%s]}}""".formatted(differences, days));
    }

    private static String day(int differences, String shown, String notes) {
        return """
                {"day": "2026-11-22", "basis": "events", "events": 1234, "counted": 1234, "withoutEvent": 0, "cells": 3, "sessions": 2,
                 "settled": true, "cube": {"state": "matches", "version": 1}, "differences": %d, "byKind": {}, "shown": [%s],
                 "repaired": {"events": 0, "sessions": 0, "rows": 0}, "notes": [%s]}""".formatted(differences, shown, notes);
    }

    @Test
    void ordersAnAuditWaitsForItAndShowsThatNothingDiffers() {
        isDone(day(0, "", ""), 0);
        Laptop.Outcome outcome = laptop.run("audit", "--day", "2026-11-22");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "Day         Checked by  Events  Counted  Sessions  Cells  Cube        Repaired  Differences",
                        "2026-11-22  events       1,234    1,234         2      3  matches v1  -                   0",
                        "No difference (1,234 events, 4.2 s, 150 read units)");
        assertThat(outcome.exitCode()).isZero();
        assertThat(server.requests().getFirst().json())
                .hasToString("{\"start\":\"2026-11-22\",\"end\":\"2026-11-22\",\"repair\":false}");
        assertThat(laptop.pauses()).hasSize(1);
    }

    @Test
    void namesWhatDiffersAndEndsWithOne() {
        String shown = """
                {"kind": "cell", "key": "cell#shop", "values": {"cost": {"expected": "1.2", "actual": "2.4"}, "requests": {"expected": "1", "actual": "2"}}},
                {"kind": "event_uncounted", "key": "abc", "values": {"session": {"expected": "s1", "actual": ""}}}""";
        isDone(day(3, shown, "\"The day is not over.\""), 3);
        Laptop.Outcome outcome = laptop.run("audit", "--from", "2026-11-22", "--to", "2026-11-22");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "2026-11-22  cell cell#shop: cost is 2.4, should be 1.2; requests is 2, should be 1",
                        "2026-11-22  event_uncounted abc: session s1",
                        "2026-11-22  and 1 more",
                        "2026-11-22  The day is not over.",
                        "3 differences",
                        "--repair");
    }

    @Test
    void printsTheAnswerItselfWhenAsked() {
        isDone(day(0, "", ""), 0);
        assertThat(laptop.run("audit", "--day", "2026-11-22", "--json").out()).startsWith("{\n  \"id\": \"01234");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(laptop.run("audit").exitCode()).isEqualTo(2);
        assertThat(laptop.run("audit", "--from", "2026-11-22").exitCode()).isEqualTo(2);
        assertThat(laptop.run("audit", "--from", "2026-11-22", "--to", "2026-11-21")
                        .exitCode())
                .isEqualTo(2);
        assertThat(laptop.run("audit", "--day", "22.11.2026").exitCode()).isEqualTo(2);
        server.answer("/v1/audits", 403, "{}");
        Laptop.Outcome refused = laptop.run("audit", "--day", "2026-11-22");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("scope admin");
    }

    @Test
    void saysThatAnAuditFailed() {
        server.answer(
                "/v1/audits/0123456789abcdef0123456789abcdef",
                200,
                "{\"state\": \"failed\", \"failure\": \"storage did not answer in time\"}");
        Laptop.Outcome outcome = laptop.run("audit", "--day", "2026-11-22", "--repair");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("storage did not answer in time");
    }

    @Test
    void takesTheAdminTokenOfALocalCloud() {
        isDone(day(0, "", ""), 0);
        Laptop fresh = new Laptop(folder);
        fresh.write(
                fresh.work().resolve(".agentmeter/connection.json"),
                "{\"url\":\"" + server.url()
                        + "\",\"ingestToken\":\"agm_local_ingest\",\"readToken\":\"agm_local_read00\",\"adminToken\":\"agm_local_admin0\"}");
        assertThat(fresh.run("audit", "--day", "2026-11-22").exitCode()).isZero();
        assertThat(server.requests().getFirst().authorization()).isEqualTo("Bearer agm_local_admin0");
    }
}
