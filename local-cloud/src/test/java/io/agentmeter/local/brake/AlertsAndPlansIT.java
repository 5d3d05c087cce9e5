package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.local.files.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People are told once, on every channel, and what they do about it is kept; so is how full plans are.
class AlertsAndPlansIT {
    @TempDir
    private static Path folder;

    private static BrakeCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = BrakeCloud.startAt("2026-11-20T11:00", folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private static JsonNode alert(String id) {
        return cloud.get("/v1/alerts")
                .at("/alerts")
                .valueStream()
                .filter(alert -> alert.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Answer act(String id, String action, String more) {
        String body = Json.object().put("id", id).put("action", action).toString();
        return cloud.order("/v1/alerts/actions", body.substring(0, body.length() - 1) + more + "}");
    }

    @Test
    void sendsOneMailAndOneSmsForEachThresholdHoweverOftenItIsTriedAndKeepsWhatPeopleDo() throws Exception {
        cloud.tenDollarsADay("told", "stop");
        AgentSession session = AgentSession.of(cloud, Agent.CLAUDE_CODE, "told");
        session.spends("8");
        cloud.awaitSpent("told-day", "8");
        session.spends("3");
        cloud.awaitSpent("told-day", "11");
        for (int again = 0; again < 3; again++) {
            session.spends("0.10");
            cloud.settle();
            cloud.pass(Duration.ofMinutes(2));
            cloud.runScheduled(Functions.ALERT_SWEEP);
        }
        for (String channel : new String[] {"email", "sms"}) {
            assertThat(cloud.sent(channel, "told, a day")).as(channel).hasSize(2);
        }
        assertThat(cloud.sent("email", "told, a day"))
                .allSatisfy(message -> assertThat(message.path("to").asText()).isEqualTo(BrakeCloud.EMAIL));
        assertThat(cloud.sent("sms", "told, a day")).allSatisfy(message -> {
            assertThat(message.path("to").asText()).isEqualTo(BrakeCloud.PHONE);
            assertThat(message.path("text").asText()).hasSizeLessThanOrEqualTo(160);
        });
        List<JsonNode> alerts = cloud.alertsOf("told-day");
        assertThat(alerts)
                .hasSize(2)
                .allSatisfy(alert -> assertThat(alert.path("state").asText()).isEqualTo("sent"));

        String first = alerts.getLast().path("id").asText();
        assertThat(act(first, "acknowledge", "").status()).isEqualTo(200);
        assertThat(alert(first).path("state").asText()).isEqualTo("acknowledged");
        assertThat(alert(first).path("acknowledgedBy").asText()).isNotEmpty();
        String until = cloud.now().plus(Duration.ofHours(2)).toString();
        String second = alerts.getFirst().path("id").asText();
        assertThat(act(second, "snooze", ", \"until\": \"" + until + "\"").status())
                .isEqualTo(200);
        assertThat(alert(second).path("state").asText()).isEqualTo("snoozed");
        cloud.pass(Duration.ofHours(3));
        assertThat(alert(second).path("state").asText()).isEqualTo("sent");
        assertThat(act(second, "resolve", "").status()).isEqualTo(200);
        assertThat(alert(second).path("state").asText()).isEqualTo("resolved");
        assertThat(act(second, "acknowledge", "").status()).isEqualTo(409);
        assertThat(act("budget/none", "resolve", "").status()).isEqualTo(404);
        assertThat(act(first, "explode", "").problems()).containsOnlyKeys("action");
    }

    @Test
    void keepsQuietAtNightAndTellsInTheMorning() throws Exception {
        cloud.nowIs("2026-12-01T23:00");
        long version = cloud.get("/v1/alert-settings").at("/version").asLong();
        String settings = """
                {"quietHours": %s, "digest": null, "webhooks": [], "kinds": {}, "version": %d}""";
        String night = "{\"from\": \"22:00\", \"to\": \"07:00\"}";
        Answer quiet = cloud.send(
                "PUT", "/v1/alert-settings", cloud.connection().adminToken(), settings.formatted(night, version));
        assertThat(quiet.status()).as(quiet.text()).isEqualTo(200);
        // A function knows the settings for a while.
        cloud.pass(Duration.ofMinutes(10));
        cloud.tenDollarsADay("night", "stop");
        AgentSession session = AgentSession.of(cloud, Agent.GEMINI_CLI, "night");
        session.spends("8");
        cloud.awaitSpent("night-day", "8");
        cloud.runScheduled(Functions.ALERT_SWEEP);
        assertThat(cloud.alertsOf("night-day"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.path("state").asText()).isEqualTo("claimed"));
        assertThat(cloud.sent("email", "night, a day")).isEmpty();

        cloud.nowIs("2026-12-02T07:01");
        cloud.runScheduled(Functions.ALERT_SWEEP);
        cloud.runScheduled(Functions.ALERT_SWEEP);
        assertThat(cloud.sent("email", "night, a day")).hasSize(1);
        cloud.put("/v1/alert-settings", settings.formatted("null", version + 1));
    }

    @Test
    void tellsOnceThatAPlanIsNearlyUsedUpAndShowsWhatTheVendorReported() throws Exception {
        cloud.nowIs("2026-11-20T12:00");
        report("23.5");
        JsonNode account = account();
        assertThat(account.path("mode").asText()).isEqualTo("subscription");
        JsonNode window = account.path("windows").get(0);
        assertThat(window.path("name").asText()).isEqualTo("five_hour");
        assertThat(window.path("usedPercent").asText()).isEqualTo("23.5");
        assertThat(window.path("resetsAt").asText()).isEqualTo("2026-11-20T13:00:00Z");
        cloud.runScheduled(Functions.ALERT_WATCH);
        assertThat(planAlerts()).isEmpty();

        cloud.pass(Duration.ofMinutes(20));
        report("80");
        report("70");
        assertThat(account().at("/windows/0/usedPercent").asText()).isEqualTo("80");
        assertThat(account().at("/windows/0/series")).hasSize(2);
        for (int again = 0; again < 3; again++) {
            cloud.runScheduled(Functions.ALERT_WATCH);
            cloud.pass(Duration.ofMinutes(5));
            report("85");
        }
        assertThat(planAlerts()).hasSize(1);
        assertThat(cloud.get("/v1/statusline?session=plan-session").text()).contains("Plan: 85%");
    }

    private static void report(String percent) {
        ObjectNode body = Json.object();
        body.put("account", "ann@example.com").put("user", "ann@example.com").put("session", "plan-session");
        ObjectNode windows = (ObjectNode) Samples.json("statusline-input.json").path("rate_limits");
        ((ObjectNode) windows.path("five_hour")).put("used_percentage", new java.math.BigDecimal(percent));
        body.set("windows", windows);
        Answer answer = cloud.post("/v1/plan-windows", body.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/rejected")).isEmpty();
    }

    private static JsonNode account() {
        return cloud.get("/v1/plans")
                .at("/accounts")
                .valueStream()
                .filter(account -> account.path("account").asText().equals("ann@example.com"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> planAlerts() {
        return alertsOf("plan_window");
    }

    private static List<JsonNode> alertsOf(String kind) {
        return cloud.get("/v1/alerts")
                .at("/alerts")
                .valueStream()
                .filter(alert -> alert.path("kind").asText().equals(kind))
                .toList();
    }

    @Test
    void keepsTheRateLimitsThatAHookTellsOf() throws Exception {
        cloud.nowIs("2026-11-23T12:00");
        AgentSession session = AgentSession.of(cloud, Agent.CLAUDE_CODE, "limited");
        session.prompt();
        assertThat(session.hook("StopFailure").text()).isEqualTo("{}");
        cloud.settle();
        assertThat(cloud.get("/v1/plans").at("/rateLimitHits"))
                .filteredOn(hit -> hit.path("session").asText().equals(session.id()))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.path("source").asText()).isEqualTo("stop_failure");
                    assertThat(hit.path("reason").asText()).isEqualTo("rate_limit");
                });
        cloud.runScheduled(Functions.ALERT_WATCH);
        cloud.runScheduled(Functions.ALERT_WATCH);
        assertThat(alertsOf("rate_limit")).hasSize(1);
    }
}
