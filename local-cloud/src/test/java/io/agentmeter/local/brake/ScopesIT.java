package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a budget holds: clients, single people, models, and what somebody lifts for one of them.
class ScopesIT {
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
    void aClientsBudgetHoldsAllOfItsProjectsAndFollowsThem() {
        cloud.newDay();
        Answer client =
                cloud.put("/v1/clients/acme", "{\"name\": \"Acme\", \"projects\": [\"acme-web\", \"acme-api\"]}");
        assertThat(client.status()).isEqualTo(201);
        cloud.budget("acme-order", """
                {"name": "Acme, the order", "scope": {"client": "acme"}, "window": "total", "amountUsd": "10",
                 "thresholds": [{"percent": 100, "action": "pause"}]}
                """);
        AgentSession web = AgentSession.of(cloud, Agent.CLAUDE_CODE, "acme-web");
        AgentSession api = AgentSession.of(cloud, Agent.CODEX, "acme-api");
        AgentSession other = AgentSession.of(cloud, Agent.CODEX, "acme-later");
        web.spends("6");
        api.spends("4");
        other.spends("7");
        cloud.awaitSpent("acme-order", "10");
        assertThat(web.prompt().text("/decision")).isEqualTo("block");
        assertThat(api.prompt().text("/reason")).contains("Acme, the order");
        assertThat(other.prompt().text()).isEqualTo("{}");

        cloud.put("/v1/clients/acme", """
                {"name": "Acme", "projects": ["acme-web", "acme-later"], "version": 1}""");
        cloud.awaitSpent("acme-order", "13");
        assertThat(api.prompt().text()).isEqualTo("{}");
        assertThat(other.prompt().text("/decision")).isEqualTo("block");
    }

    @Test
    void whatIsLiftedForOnePersonIsLiftedForNobodyElse() {
        cloud.newDay();
        cloud.budget("each", """
                {"name": "Each", "scope": {"project": "people"}, "per": "user", "window": "rolling", "rollingDays": 7,
                 "amountUsd": "5", "gracePercent": 10, "thresholds": [{"percent": 100, "action": "stop"}]}
                """);
        AgentSession ann = AgentSession.of(cloud, Agent.CLAUDE_CODE, "people").withUser("ann@example.com");
        AgentSession bob = AgentSession.of(cloud, Agent.CLAUDE_CODE, "people").withUser("bob@example.com");
        ann.spends("5");
        bob.spends("5.50");
        cloud.settle();
        cloud.settle();
        assertThat(ann.prompt().verdict()).as("within the grace").isEqualTo("warn");
        assertThat(bob.prompt().verdict()).isEqualTo("stop");
        ann.spends("0.50");
        cloud.settle();
        assertThat(ann.nextCall().verdict()).isEqualTo("stop");

        Answer lifted = cloud.order("/v1/budgets/each/overrides", """
                {"reason": "bob ships today", "minutes": 60, "part": "bob@example.com"}""");
        assertThat(lifted.status()).as(lifted.text()).isEqualTo(201);
        assertThat(bob.prompt().verdict()).isEqualTo("warn");
        assertThat(ann.prompt().verdict()).isEqualTo("stop");

        assertThat(cloud.delete("/v1/budgets/each/overrides/" + lifted.text("/id"))
                        .status())
                .isEqualTo(200);
        cloud.settle();
        assertThat(bob.prompt().verdict()).isEqualTo("stop");
        for (int day = 0; day < 7; day++) {
            cloud.newDay();
        }
        assertThat(bob.prompt().text()).isEqualTo("{}");
    }

    @Test
    void aModelOverItsBudgetIsRefusedAndTheOthersAreNot() {
        cloud.newDay();
        cloud.budget("opus-week", """
                {"name": "Opus", "scope": {"project": "models", "model": "claude-opus-5-5"}, "window": "week",
                 "amountTokens": 1000, "thresholds": [{"percent": 100, "action": "pause"}]}
                """);
        AgentSession session = AgentSession.of(cloud, Agent.CLAUDE_CODE, "models");
        session.spends("3");
        Answer posted = cloud.post("/v1/events", """
                {"events": [{"id": "opus-1", "kind": "model_request", "time": "%s", "agent": "claude-code", "session": "opus",
                 "project": "models", "user": "ann@example.com", "model": "claude-opus-5-5",
                 "tokens": {"freshInput": 400, "output": 600}}]}""".formatted(cloud.now()));
        assertThat(posted.status()).isEqualTo(200);
        cloud.awaitSpent("opus-week", "1000");
        assertThat(session.prompt().text()).isEqualTo("{}");
        Answer refused = session.hook("PreModelSwitch");
        assertThat(refused.text("/hookSpecificOutput/permissionDecision")).isEqualTo("deny");
        assertThat(refused.text("/hookSpecificOutput/permissionDecisionReason")).contains("Opus", "1,000");
    }
}
