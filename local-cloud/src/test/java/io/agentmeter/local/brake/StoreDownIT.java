package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Agents get an answer while the store does not give one, and so do those that nobody knows.
class StoreDownIT {
    @TempDir
    private static Path folder;

    private static final PrintStream CONSOLE = System.out;
    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    private static BrakeCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        System.setOut(new PrintStream(LOG, true, StandardCharsets.UTF_8));
        cloud = BrakeCloud.startAt("2026-11-20T09:00", folder, Duration.ofSeconds(2));
    }

    @AfterAll
    static void stop() {
        cloud.close();
        System.setOut(CONSOLE);
    }

    private static List<String> logged(String text) {
        return LOG.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(text))
                .toList();
    }

    private static void budget(String project, String onUnavailable) {
        cloud.budget(project, """
                {"name": "%s", "scope": {"project": "%s"}, "window": "day", "amountUsd": "10", "onUnavailable": "%s",
                 "thresholds": [{"percent": 100, "action": "stop"}]}
                """.formatted(project, project, onUnavailable));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "stops the store's process by a signal")
    void answersByTheModeOfEachBudgetWhileTheStoreIsSilentLogsItCountsItAndGoesOnAfterwards() throws Exception {
        budget("closed", "block");
        budget("open", "allow");
        AgentSession closed = AgentSession.of(cloud, Agent.CLAUDE_CODE, "closed");
        AgentSession open = AgentSession.of(cloud, Agent.CLAUDE_CODE, "open");
        AgentSession free = AgentSession.of(cloud, Agent.CODEX, "elsewhere");
        assertThat(closed.prompt().text()).isEqualTo("{}");
        assertThat(open.prompt().text()).isEqualTo("{}");
        assertThat(closed.prompt().headers().firstValue("agentmeter-unavailable"))
                .contains("block");
        // So that the authorizer knows this token, too.
        assertThat(cloud.get("/v1/budget-state").status()).isEqualTo(200);
        cloud.settle();

        try (StoppedStore _ = StoppedStore.stop()) {
            Answer blocked = closed.prompt();
            assertThat(blocked.text("/decision")).isEqualTo("block");
            assertThat(blocked.text("/reason")).contains("\"closed\"");
            assertThat(open.prompt().text()).isEqualTo("{}");
            assertThat(free.prompt().text()).isEqualTo("{}");
            assertThat(closed.nextCall().text("/decision")).isEqualTo("block");
            assertThat(closed.hook("Stop").text()).isEqualTo("{}");
            assertThat(closed.checkBudget().path("decision").asText()).isEqualTo("block");
            assertThat(open.checkBudget().path("decision").isMissingNode()).isTrue();
            assertThat(cloud.get("/v1/budget-state?session=" + closed.id()).status())
                    .isEqualTo(503);
        }
        assertThat(logged("brake_unavailable")).hasSizeGreaterThanOrEqualTo(6);
        assertThat(logged("BrakeUnavailable")).isNotEmpty();

        cloud.settle();
        await().untilAsserted(() -> {
            cloud.settle();
            assertThat(closed.prompt().text()).isEqualTo("{}");
        });
        cloud.settle();
        assertThat(cloud.enforcements(closed.id())).contains("unavailable");
    }

    @Test
    void letsUnknownAgentsAndEventsGoOnAndCountsThem() {
        int before = logged("HooksUnknown").size();
        assertThat(cloud.post("/v1/hooks/some-new-agent", "{\"hook_event_name\": \"Anything\"}")
                        .text())
                .isEqualTo("{}");
        AgentSession session = AgentSession.of(cloud, Agent.OPENCODE, "future");
        for (String agent : new String[] {"claude-code", "codex", "gemini-cli", "copilot", "opencode"}) {
            String body = Agent.OPENCODE
                    .sample("SomethingOfTheFuture")
                    .put("session_id", session.id())
                    .toString();
            Answer answer = cloud.post("/v1/hooks/" + agent, body);
            assertThat(answer.status()).as(agent).isEqualTo(200);
            assertThat(answer.text()).as(agent).isEqualTo("{}");
        }
        assertThat(logged("HooksUnknown").size() - before).isEqualTo(6);
    }
}
