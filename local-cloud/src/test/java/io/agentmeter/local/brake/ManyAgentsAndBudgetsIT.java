package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several agents under one budget, several budgets over one agent, and several ways to ask.
class ManyAgentsAndBudgetsIT {
    private static final int CALLS_OF_A_TURN = 3;

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

    /// Works until the brake says no; what a call cost is told when it is over.
    ///
    /// @return how many calls were made
    private static int turn(AgentSession session) {
        int calls = 0;
        Answer answer = session.prompt();
        while (answer.json().path("decision").isMissingNode()) {
            session.spends("0.10");
            calls++;
            if (calls == CALLS_OF_A_TURN || session.agent().nextCall().isEmpty()) {
                break;
            }
            answer = session.nextCall();
        }
        session.turnEnds();
        return calls;
    }

    @Test
    void keepsEightParallelAgentsOfFourKindsWithinTheBoundAndAlertsOnceForEachThreshold() throws Exception {
        cloud.newDay();
        cloud.budget("swarm", """
                {"name": "The swarm", "scope": {"project": "swarm"}, "window": "day", "amountUsd": "4.80",
                 "thresholds": [{"percent": 80, "action": "warn"}, {"percent": 100, "action": "stop"}]}
                """);
        List<AgentSession> sessions = new ArrayList<>();
        for (int two = 0; two < 2; two++) {
            for (Agent agent : List.of(Agent.CLAUDE_CODE, Agent.CODEX, Agent.GEMINI_CLI, Agent.OPENCODE)) {
                sessions.add(AgentSession.of(cloud, agent, "swarm"));
            }
        }
        int calls = 0;
        int refusedRounds = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 12 && refusedRounds == 0; round++) {
                List<Future<Integer>> turns = sessions.stream()
                        .map(session -> threads.submit(() -> turn(session)))
                        .toList();
                int made = 0;
                for (Future<Integer> turn : turns) {
                    made += turn.get();
                }
                calls += made;
                refusedRounds += made == 0 ? 1 : 0;
                cloud.settle();
                // What was in flight has been told of by then.
                cloud.pass(Duration.ofSeconds(20));
            }
        }
        // Near the limit those who ask at once may refuse each other; one after the other they may use up what is left.
        for (AgentSession session : sessions) {
            for (int made = turn(session); made > 0; made = turn(session)) {
                calls += made;
                cloud.settle();
                cloud.pass(Duration.ofSeconds(20));
            }
        }
        BigDecimal spent = new BigDecimal("0.10").multiply(BigDecimal.valueOf(calls));
        cloud.awaitSpent("swarm", spent.toPlainString());
        assertThat(refusedRounds).as("rounds in which everybody was refused").isPositive();
        // Calls cost less than is held for them, so only what one agent has not told of itself may be too much.
        assertThat(spent).isBetween(new BigDecimal("4.80"), new BigDecimal("5.10"));
        assertThat(cloud.alertIdsOf("swarm")).hasSize(2).doesNotHaveDuplicates();
        assertThat(cloud.sent("email", "The swarm: $")).hasSize(2); // a forecast may have told more
    }

    @Test
    void letsTheStrictestOfSeveralBudgetsWinAndNamesIt() {
        cloud.newDay();
        cloud.tenDollarsADay("two", "pause");
        cloud.budget("two-person", """
                {"name": "Each person", "scope": {"project": "two"}, "per": "user", "window": "week", "amountUsd": "4",
                 "thresholds": [{"percent": 100, "action": "stop"}]}
                """);
        cloud.budget("two-model", """
                {"name": "Sonnet", "scope": {"project": "two", "model": "claude-sonnet-5-5"}, "window": "month",
                 "amountRequests": 2, "thresholds": [{"percent": 100, "action": "warn"}]}
                """);
        AgentSession ann = AgentSession.of(cloud, Agent.CLAUDE_CODE, "two").withUser("ann@example.com");
        AgentSession bob = AgentSession.of(cloud, Agent.CLAUDE_CODE, "two").withUser("bob@example.com");
        ann.spends("3");
        bob.spends("4.50");
        cloud.awaitSpent("two-day", "7.5");

        Answer both = ann.prompt();
        assertThat(both.verdict()).isEqualTo("warn");
        assertThat(both.text("/systemMessage")).contains("\"Sonnet\"").doesNotContain("two, a day");
        Answer stopped = bob.prompt();
        assertThat(stopped.verdict()).isEqualTo("stop");
        assertThat(stopped.text("/reason")).contains("\"Each person\" of bob@example.com");

        ann.spends("0.90");
        bob.spends("2");
        cloud.awaitSpent("two-day", "10.4");
        assertThat(ann.prompt().verdict()).isEqualTo("pause");
        assertThat(ann.prompt().text("/reason")).contains("\"two, a day\"");
        assertThat(ann.nextCall().text()).isEqualTo("{}");
        assertThat(bob.nextCall().text("/decision")).isEqualTo("block");
        assertThat(cloud.get("/v1/budget-state?session=" + ann.id())
                        .at("/budgets")
                        .valueStream()
                        .map(budget -> budget.path("id").asText()))
                .containsExactly("two-day", "two-model", "two-person");
    }

    @Test
    void tellsTheSameToHooksToolsQuestionsAndStatusLines() {
        cloud.newDay();
        cloud.tenDollarsADay("agree", "stop");
        AgentSession codex = AgentSession.of(cloud, Agent.CODEX, "agree");
        String before = "0";
        for (String[] step : new String[][] {{"1", "allow"}, {"8.5", "warn"}, {"10", "stop"}}) {
            codex.spends(
                    new BigDecimal(step[0]).subtract(new BigDecimal(before)).toPlainString());
            before = step[0];
            cloud.awaitSpent("agree-day", step[0]);
            assertThat(codex.prompt().verdict()).isEqualTo(step[1]);
            Answer state = cloud.get("/v1/budget-state?session=" + codex.id());
            assertThat(state.text("/verdict")).isEqualTo(step[1]);
            assertThat(state.text("/budgets/0/spent")).isEqualTo(step[0]);
            Answer line = cloud.get("/v1/statusline?session=" + codex.id());
            assertThat(line.verdict()).isEqualTo(step[1]);
            JsonNode tool = codex.checkBudget();
            assertThat(tool.has("verdict"))
                    .as("a hook's answer has a hook's words only")
                    .isFalse();
            assertThat(tool.path("decision").asText()).isEqualTo(step[1].equals("stop") ? "block" : "");
        }
    }
}
