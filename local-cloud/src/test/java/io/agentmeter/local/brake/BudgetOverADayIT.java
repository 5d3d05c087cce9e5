package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a budget does to agents from the first dollar to the next day.
class BudgetOverADayIT {
    private static final String OVERRIDE = """
            {"reason": "release", "minutes": 60}""";

    @TempDir
    private static Path folder;

    private static BrakeCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = BrakeCloud.startAt("2026-11-20T09:00", folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void warnsAt80PercentBlocksAt100AndLetsGoOnByOverrideUntilThatExpiresAndAgainInTheNewWindow() {
        cloud.nowIs("2026-12-18T09:00");
        cloud.tenDollarsADay("shop", "stop");
        AgentSession claude = AgentSession.of(cloud, Agent.CLAUDE_CODE, "shop");
        assertThat(claude.prompt().text()).isEqualTo("{}");

        claude.spends("7.99");
        cloud.awaitSpent("shop-day", "7.99");
        assertThat(claude.prompt().text()).isEqualTo("{}");

        claude.spends("0.01");
        cloud.awaitSpent("shop-day", "8");
        Answer warned = claude.prompt();
        assertThat(warned.verdict()).isEqualTo("warn");
        assertThat(warned.text("/systemMessage")).contains("shop, a day", "$8.00 of $10.00", "$2.00 left");
        assertThat(warned.text("/hookSpecificOutput/hookEventName")).isEqualTo("UserPromptSubmit");
        assertThat(warned.json().has("decision")).isFalse();
        assertThat(claude.nextCall().text()).isEqualTo("{}");

        claude.spends("2");
        cloud.awaitSpent("shop-day", "10");
        Answer blocked = claude.prompt();
        assertThat(blocked.text("/decision")).isEqualTo("block");
        assertThat(blocked.text("/reason")).contains("shop, a day", "2026-12-19 00:00 (Europe/Berlin)");
        assertThat(claude.nextCall().text("/decision")).isEqualTo("block");

        assertThat(cloud.order("/v1/budgets/shop-day/overrides", OVERRIDE).status())
                .isEqualTo(201);
        Answer lifted = claude.prompt();
        assertThat(lifted.verdict()).isEqualTo("warn");
        assertThat(lifted.text("/systemMessage")).contains("release", "2026-12-18 10:00");
        assertThat(claude.nextCall().text()).isEqualTo("{}");

        cloud.pass(Duration.ofMinutes(61));
        assertThat(claude.prompt().text("/decision")).isEqualTo("block");

        cloud.nowIs("2026-12-19T00:00:10");
        assertThat(claude.prompt().text()).isEqualTo("{}");
        assertThat(cloud.enforcements(claude.id()))
                .containsExactly("warned", "stopped", "overridden", "stopped", "resumed");
        assertThat(cloud.alertsOf("shop-day")).hasSize(2);
    }

    @Test
    void pausesEachAgentAtItsPromptAndLetsRunningTurnsEnd() {
        cloud.newDay();
        cloud.tenDollarsADay("pause", "pause");
        List<AgentSession> sessions = oneOfEachAgent("pause");
        sessions.forEach(session -> session.spends("2"));
        cloud.awaitSpent("pause-day", "10");

        for (AgentSession session : sessions) {
            Answer prompt = session.prompt();
            assertThat(prompt.text("/decision")).as(session.toString()).isEqualTo(word(session));
            assertThat(prompt.verdict()).isEqualTo("pause");
            if (!session.agent().nextCall().isEmpty()) {
                assertThat(session.nextCall().text()).as(session.toString()).isEqualTo("{}");
            }
            assertThat(session.hook(session.agent().tool(), "?stopTools=true").text())
                    .as(session.toString())
                    .isEqualTo("{}");
            assertThat(session.turnEnds().text()).as(session.toString()).isEqualTo("{}");
        }
    }

    @Test
    void stopsEachAgentInTheMiddleOfATurnWhereThatIsPossible() {
        cloud.newDay();
        cloud.tenDollarsADay("stop", "stop");
        List<AgentSession> sessions = oneOfEachAgent("stop");
        sessions.forEach(session -> assertThat(session.prompt().text()).isEqualTo("{}"));
        sessions.forEach(session -> session.spends("2"));
        cloud.awaitSpent("stop-day", "10");

        for (AgentSession session : sessions) {
            if (!session.agent().nextCall().isEmpty()) {
                assertThat(session.nextCall().text("/decision"))
                        .as(session.toString())
                        .isEqualTo(word(session));
            }
            assertThat(session.hook(session.agent().tool()).text())
                    .as(session.toString())
                    .isEqualTo("{}");
            assertThat(session.turnEnds().text()).as(session.toString()).isEqualTo("{}");
            Answer prompt = session.prompt();
            assertThat(prompt.text("/decision")).as(session.toString()).isEqualTo(word(session));
            assertThat(prompt.text("/reason")).contains("stop, a day");
        }
    }

    private static List<AgentSession> oneOfEachAgent(String project) {
        return Arrays.stream(Agent.values())
                .map(agent -> AgentSession.of(cloud, agent, project))
                .toList();
    }

    /// What each agent's own program takes as a block.
    private static String word(AgentSession session) {
        return session.agent() == Agent.GEMINI_CLI ? "deny" : "block";
    }

    @Test
    void refusesAnotherModelAndToolsOfClaudeCodeInItsOwnWords() {
        cloud.newDay();
        cloud.tenDollarsADay("words", "stop");
        AgentSession claude = AgentSession.of(cloud, Agent.CLAUDE_CODE, "words");
        claude.spends("11");
        cloud.awaitSpent("words-day", "11");

        Answer model = claude.hook("PreModelSwitch");
        assertThat(model.text("/hookSpecificOutput/hookEventName")).isEqualTo("PreModelSwitch");
        assertThat(model.text("/hookSpecificOutput/permissionDecision")).isEqualTo("deny");
        Answer tool = claude.hook("PreToolUse", "?stopTools=true");
        assertThat(tool.json().path("continue").asBoolean(true)).isFalse();
        assertThat(tool.text("/stopReason")).contains("words, a day");
        for (String event : new String[] {"Stop", "SubagentStop", "StopFailure", "SessionEnd", "PostToolUse"}) {
            assertThat(claude.hook(event).text()).as(event).isEqualTo("{}");
        }
    }

    @Test
    void capsEachSessionByABudgetOfSessionsAndLeavesOthersAlone() {
        cloud.newDay();
        cloud.budget("one-session", """
                {"name": "One session", "scope": {"project": "runaway"}, "window": "session", "amountUsd": "5",
                 "thresholds": [{"percent": 100, "action": "stop"}]}
                """);
        AgentSession runaway = AgentSession.of(cloud, Agent.CLAUDE_CODE, "runaway");
        AgentSession modest = AgentSession.of(cloud, Agent.CODEX, "runaway");
        runaway.spends("5");
        modest.spends("1");
        cloud.settle();

        assertThat(runaway.prompt().text("/decision")).isEqualTo("block");
        assertThat(modest.prompt().text()).isEqualTo("{}");
        cloud.newDay();
        assertThat(runaway.nextCall().text("/decision")).isEqualTo("block");
    }
}
