package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Windows turn at midnight of the organisation, however long its day is, and usage counts when it happened.
class WindowsAndClocksIT {
    @TempDir
    private static Path folder;

    private static BrakeCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = BrakeCloud.startAt("2026-10-20T09:00", folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void alertsOnceOfYesterdayWhenLateUsageCrossesItsThresholdAndBlocksNobodyToday() {
        cloud.nowIs("2026-10-20T23:00");
        cloud.tenDollarsADay("late", "stop");
        AgentSession session = AgentSession.of(cloud, Agent.CLAUDE_CODE, "late");
        session.spends("7");
        cloud.awaitSpent("late-day", "7");
        assertThat(cloud.alertsOf("late-day")).isEmpty();

        cloud.nowIs("2026-10-21T10:00");
        session.spent("2", BrakeCloud.inBerlin("2026-10-20T23:30"));
        session.spent("0.50", BrakeCloud.inBerlin("2026-10-20T23:40"));
        session.spends("1");
        cloud.awaitSpent("late-day", "1");
        assertThat(cloud.alertsOf("late-day")).singleElement().satisfies(alert -> {
            assertThat(alert.at("/budget/window").asText()).isEqualTo("2026-10-20");
            assertThat(alert.at("/budget/percent").asText()).isEqualTo("80");
        });
        assertThat(session.prompt().text()).isEqualTo("{}");

        session.spent("3", BrakeCloud.inBerlin("2026-10-20T23:50"));
        session.spent("5", BrakeCloud.inBerlin("2026-10-20T23:55"));
        cloud.settle();
        assertThat(cloud.alertsOf("late-day"))
                .hasSize(2)
                .allSatisfy(
                        alert -> assertThat(alert.at("/budget/window").asText()).isEqualTo("2026-10-20"));
        assertThat(session.prompt().text()).isEqualTo("{}");
    }

    @Test
    void countsTheTwentyFiveHoursOfTheDayOnWhichSummerTimeEnds() {
        cloud.nowIs("2026-10-25T23:50");
        cloud.tenDollarsADay("autumn", "stop");
        AgentSession session = AgentSession.of(cloud, Agent.CLAUDE_CODE, "autumn");
        session.spent("100", Instant.parse("2026-10-24T21:59:59Z"));
        session.spent("4", Instant.parse("2026-10-24T22:00:00Z"));
        session.spent("3", Instant.parse("2026-10-25T00:30:00Z"));
        session.spent("2", Instant.parse("2026-10-25T01:30:00Z"));
        cloud.awaitSpent("autumn-day", "9");
        JsonNode window = cloud.state("autumn-day").path("window");
        assertThat(window.path("key").asText()).isEqualTo("2026-10-25");
        assertThat(Instant.parse(window.path("resetsAt").asText())).isEqualTo("2026-10-25T23:00:00Z");

        session.spends("1");
        cloud.awaitSpent("autumn-day", "10");
        cloud.nowIs(Instant.parse("2026-10-25T22:59:50Z"));
        assertThat(session.prompt().text("/reason")).contains("2026-10-26 00:00 (Europe/Berlin)");
        cloud.nowIs(Instant.parse("2026-10-25T23:00:00Z"));
        assertThat(session.prompt().text()).isEqualTo("{}");
    }

    @Test
    void countsTheTwentyThreeHoursOfTheDayOnWhichSummerTimeBegins() {
        cloud.nowIs("2027-03-28T23:50");
        cloud.tenDollarsADay("spring", "stop");
        AgentSession session = AgentSession.of(cloud, Agent.CODEX, "spring");
        session.spent("100", Instant.parse("2027-03-27T22:59:59Z"));
        session.spent("6", Instant.parse("2027-03-27T23:00:00Z"));
        session.spent("4", Instant.parse("2027-03-28T21:45:00Z"));
        cloud.awaitSpent("spring-day", "10");
        assertThat(Instant.parse(
                        cloud.state("spring-day").at("/window/resetsAt").asText()))
                .isEqualTo("2027-03-28T22:00:00Z");

        cloud.nowIs(Instant.parse("2027-03-28T21:59:50Z"));
        assertThat(session.prompt().text("/decision")).isEqualTo("block");
        cloud.nowIs(Instant.parse("2027-03-28T22:00:00Z"));
        assertThat(session.prompt().text()).isEqualTo("{}");
    }

    @Test
    void turnsTheMonthAtMidnightInBerlinAndTheWeekOnItsMonday() {
        cloud.nowIs("2026-10-31T23:30");
        for (String window : new String[] {"week", "month"}) {
            cloud.budget("turn-" + window, """
                    {"name": "A %s", "scope": {"project": "turn-%s"}, "window": "%s", "amountUsd": "10",
                     "thresholds": [{"percent": 100, "action": "pause"}]}
                    """.formatted(window, window, window));
        }
        AgentSession monthly = AgentSession.of(cloud, Agent.CLAUDE_CODE, "turn-month");
        AgentSession weekly = AgentSession.of(cloud, Agent.CLAUDE_CODE, "turn-week");
        monthly.spent("10", BrakeCloud.inBerlin("2026-10-01T00:00"));
        monthly.spent("50", BrakeCloud.inBerlin("2026-09-30T23:59"));
        weekly.spent("10", BrakeCloud.inBerlin("2026-10-26T00:00"));
        weekly.spent("50", BrakeCloud.inBerlin("2026-10-25T23:59"));
        cloud.awaitSpent("turn-month", "10");
        cloud.awaitSpent("turn-week", "10");
        assertThat(monthly.prompt().text("/reason")).contains("2026-11-01 00:00");
        assertThat(weekly.prompt().text("/reason")).contains("2026-11-02 00:00");

        // An hour into the month by Berlin's clock; still October in UTC.
        cloud.nowIs(Instant.parse("2026-10-31T23:00:01Z"));
        assertThat(monthly.prompt().text()).isEqualTo("{}");
        assertThat(weekly.prompt().text("/decision")).isEqualTo("block");
        cloud.nowIs(Instant.parse("2026-11-01T23:00:01Z"));
        assertThat(weekly.prompt().text()).isEqualTo("{}");
        assertThat(cloud.state("turn-week").at("/window/key").asText()).isEqualTo("2026-W45");
    }

    @Test
    void alertsOfNothingThatIsBackfilled() {
        cloud.nowIs("2026-10-22T10:00");
        cloud.tenDollarsADay("backfill", "stop");
        String event = """
                {"id": "old-1", "kind": "model_request", "time": "2026-10-22T07:00:00Z", "agent": "codex", "session": "old",
                 "project": "backfill", "user": "ann@example.com", "model": "claude-sonnet-5-5",
                 "tokens": {"freshInput": 0, "output": 1200000}}""";
        Answer posted = cloud.post("/v1/events", "{\"backfill\": true, \"events\": [" + event + "]}");
        assertThat(posted.status()).as(posted.text()).isEqualTo(200);
        cloud.awaitSpent("backfill-day", "12");
        assertThat(cloud.alertsOf("backfill-day")).isEmpty();
        assertThat(AgentSession.of(cloud, Agent.CODEX, "backfill").prompt().text("/decision"))
                .isEqualTo("block");
    }
}
