package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What administrators do to budgets: refused with reasons, never overwritten unseen, and kept in the log.
class AdministrationIT {
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
    void namesEveryFieldOfABudgetThatContradictsItself() {
        Answer answer = cloud.put("/v1/budgets/wrong", """
                {"name": "Wrong", "scope": {"planet": "mars", "client": "nobody"}, "window": "day", "rollingDays": 7,
                 "amountUsd": "ten", "validTo": "2026-11-19", "colour": "red",
                 "thresholds": [{"percent": 100, "action": "stop"}, {"percent": 80, "action": "warn"}]}
                """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/error/code")).isEqualTo("invalid_budget");
        assertThat(answer.problems().keySet())
                .isEqualTo(Set.of(
                        "scope.planet",
                        "scope.client",
                        "rollingDays",
                        "amountUsd",
                        "validTo",
                        "colour",
                        "thresholds[1].percent",
                        "thresholds[1].action"));
        assertThat(cloud.get("/v1/budgets/wrong").status()).isEqualTo(404);
    }

    @Test
    void letsOneOfTwoAdministratorsWinAndTellsTheOtherTheVersion() throws Exception {
        cloud.tenDollarsADay("admins", "stop");
        ObjectNode read = (ObjectNode) cloud.get("/v1/budgets/admins-day").json();
        Callable<Answer> raise = () -> cloud.put(
                "/v1/budgets/admins-day", read.deepCopy().put("amountUsd", "20").toString());
        Callable<Answer> lower = () -> cloud.put(
                "/v1/budgets/admins-day", read.deepCopy().put("amountUsd", "5").toString());
        List<Answer> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Answer>> both = threads.invokeAll(List.of(raise, lower));
            answers = List.of(both.get(0).get(), both.get(1).get());
        }
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        Answer won = answers.get(0).status() == 200 ? answers.get(0) : answers.get(1);
        Answer lost = answers.get(0).status() == 200 ? answers.get(1) : answers.get(0);
        assertThat(lost.text("/error/code")).isEqualTo("version_conflict");
        assertThat(lost.at("/error/currentVersion").asInt()).isEqualTo(2);
        assertThat(cloud.get("/v1/budgets/admins-day").text("/amountUsd")).isEqualTo(won.text("/amountUsd"));
    }

    @Test
    void keepsEveryChangeInTheLogWithWhatWasThereBefore() {
        cloud.tenDollarsADay("logged", "stop");
        ObjectNode read = (ObjectNode) cloud.get("/v1/budgets/logged-day").json();
        assertThat(cloud.put(
                                "/v1/budgets/logged-day",
                                read.put("amountUsd", "12").toString())
                        .status())
                .isEqualTo(200);
        String override = cloud.order("/v1/budgets/logged-day/overrides", "{\"reason\": \"demo\", \"minutes\": 5}")
                .text("/id");
        assertThat(cloud.delete("/v1/budgets/logged-day/overrides/" + override).status())
                .isEqualTo(200);
        assertThat(cloud.delete("/v1/budgets/logged-day").status()).isEqualTo(200);
        assertThat(cloud.put("/v1/clients/acme", "{\"name\": \"Acme\", \"projects\": [\"logged\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(cloud.put("/v1/plans/ann", "{\"tier\": \"max-20x\"}").status())
                .isEqualTo(201);
        assertThat(cloud.put("/v1/alert-settings", """
                        {"quietHours": null, "digest": null, "webhooks": [],
                         "kinds": {"anomaly": {"enabled": false}}, "version": 0}""").status()).isEqualTo(200);

        List<JsonNode> changes = cloud.get("/v1/changes")
                .at("/changes")
                .valueStream()
                .filter(change -> !change.path("id").asText().startsWith("admins"))
                .toList()
                .reversed();
        assertThat(changes.stream()
                        .map(change -> change.path("what").asText() + " "
                                + change.path("action").asText()))
                .containsExactly(
                        "budget created",
                        "budget changed",
                        "override created",
                        "override deleted",
                        "budget deleted",
                        "client created",
                        "plan created",
                        "alert_settings created");
        assertThat(changes)
                .allSatisfy(change -> assertThat(change.path("by").asText()).isNotEmpty());
        assertThat(changes.get(1).at("/before/amountUsd").asText()).isEqualTo("10");
        assertThat(changes.get(1).at("/after/amountUsd").asText()).isEqualTo("12");
        assertThat(changes.get(4).path("after").isNull()).isTrue();
    }

    @Test
    void countsWhatWasSpentBeforeABudgetWasMadeAndLiftsTheBlockAsSoonAsItIsRaised() {
        AgentSession session = AgentSession.of(cloud, Agent.CLAUDE_CODE, "before");
        session.spends("9");
        cloud.settle();
        cloud.tenDollarsADay("before", "stop");
        assertThat(cloud.state("before-day").at("/parts/0/spent").asText()).isEqualTo("9");
        assertThat(session.prompt().verdict()).isEqualTo("warn");
        session.spends("1");
        cloud.awaitSpent("before-day", "10");
        assertThat(session.prompt().verdict()).isEqualTo("stop");

        ObjectNode read = (ObjectNode) cloud.get("/v1/budgets/before-day").json();
        cloud.put("/v1/budgets/before-day", read.put("amountUsd", "12.5").toString());
        assertThat(session.prompt().verdict()).isEqualTo("warn");
        cloud.settle();
        // 80 % and 100 % of $10, and 80 % of $12.50.
        assertThat(cloud.alertIdsOf("before-day")).hasSize(3).doesNotHaveDuplicates();

        cloud.delete("/v1/budgets/before-day");
        cloud.settle();
        assertThat(session.prompt().text()).isEqualTo("{}");
    }

    @Test
    void asksForTheScopeThatEachOrderNeeds() {
        String read = cloud.connection().readToken();
        String ingest = cloud.connection().ingestToken();
        assertThat(cloud.send("PUT", "/v1/budgets/mine", read, "{}").status()).isEqualTo(403);
        assertThat(cloud.send("POST", "/v1/budgets/mine/overrides", ingest, "{}")
                        .status())
                .isEqualTo(403);
        assertThat(cloud.send("POST", "/v1/alerts/actions", read, "{}").status())
                .isEqualTo(403);
        assertThat(cloud.send("POST", "/v1/hooks/claude-code", "am_wrong", "{}").status())
                .isEqualTo(401);
    }
}
