package io.agentmeter.local.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.local.Connection;
import io.agentmeter.local.LocalCloud;
import io.agentmeter.local.Options;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.lambda.InProcessInvoker;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The local cloud of an organisation in Berlin, at a time that a test chooses.
final class BrakeCloud implements AutoCloseable {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final String EMAIL = "team@example.com";
    static final String PHONE = "+15550100001";

    private static final Duration LONGEST = Duration.ofSeconds(120);
    /// The brake remembers nothing for longer.
    private static final Duration FORGOTTEN = Duration.ofSeconds(3);

    private final MovableClock clock;
    private final LocalCloud cloud;
    private final HttpClient http = HttpClient.newHttpClient();

    private BrakeCloud(MovableClock clock, LocalCloud cloud) {
        this.clock = clock;
        this.cloud = cloud;
    }

    /// One that takes its time: what a hook says must not depend on how busy the machine is.
    ///
    /// @param local a time in Berlin, such as `2026-11-20T09:00`
    static BrakeCloud startAt(String local, Path folder) throws Exception {
        return startAt(local, folder, Duration.ofSeconds(10));
    }

    static BrakeCloud startAt(String local, Path folder, Duration hookLimit) throws Exception {
        MovableClock clock = new MovableClock(inBerlin(local));
        Options options = Options.forData(folder.resolve("data"))
                .withPort(0)
                .withZone(BERLIN)
                .withEmail(EMAIL)
                .withPhone(PHONE)
                .withSetting("AGENTMETER_HOOK_LIMIT_MILLIS", Long.toString(hookLimit.toMillis()));
        return new BrakeCloud(clock, LocalCloud.start(options, clock));
    }

    static Instant inBerlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    Connection connection() {
        return cloud.connection();
    }

    Instant now() {
        return clock.instant();
    }

    void nowIs(String local) {
        nowIs(inBerlin(local));
    }

    void nowIs(Instant time) {
        clock.set(time);
    }

    /// Nine o'clock in Berlin on the next day: a clock that is put back would find what was remembered to be new.
    void newDay() {
        nowIs(now().atZone(BERLIN)
                .toLocalDate()
                .plusDays(1)
                .atTime(9, 0)
                .atZone(BERLIN)
                .toInstant());
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    Answer get(String path) {
        return send("GET", path, connection().readToken(), null);
    }

    Answer put(String path, String body) {
        return send("PUT", path, connection().adminToken(), body);
    }

    /// As an administrator.
    Answer order(String path, String body) {
        return send("POST", path, connection().adminToken(), body);
    }

    Answer delete(String path) {
        return send("DELETE", path, connection().adminToken(), null);
    }

    /// As an agent.
    Answer post(String path, String body) {
        return send("POST", path, connection().ingestToken(), body);
    }

    /// @param bodyOrNull JSON
    Answer send(String method, String path, String token, @Nullable String bodyOrNull) {
        HttpRequest.BodyPublisher body = bodyOrNull == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(bodyOrNull);
        HttpRequest request = HttpRequest.newBuilder(URI.create(connection().url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(40))
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), json(answer.body()), answer.headers());
        } catch (IOException unanswered) {
            throw new AssertionError(method + " " + path + " was not answered", unanswered);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException other) {
            return MissingNode.getInstance();
        }
    }

    /// A new budget.
    void budget(String id, String json) {
        Answer answer = put("/v1/budgets/" + id, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        pass(FORGOTTEN);
    }

    /// One of $10 a day for a project, which warns at 80 % and then does something at 100 %.
    void tenDollarsADay(String project, String action) {
        budget(project + "-day", """
                {"name": "%s, a day", "scope": {"project": "%s"}, "window": "day", "amountUsd": "10.00",
                 "thresholds": [{"percent": 80, "action": "warn"}, {"percent": 100, "action": "%s"}]}
                """.formatted(project, project, action));
    }

    JsonNode state(String budget) {
        return get("/v1/budgets/" + budget).at("/state");
    }

    /// Waits until a budget has heard of so much in its only part, and nothing is on its way any more.
    void awaitSpent(String budget, String amount) {
        await().atMost(LONGEST).untilAsserted(() -> {
            JsonNode state = state(budget);
            String spent = state.at("/parts/0/spent").asText("0");
            assertThat(new BigDecimal(spent)).as(state.toString()).isEqualByComparingTo(amount);
        });
        settle();
    }

    /// Waits until whatever was posted has gone through all streams, and the brake has forgotten what it read
    /// before.
    void settle() {
        for (int quiet = 0; quiet < 5; quiet++) {
            await().atMost(LONGEST).until(cloud::isCaughtUp);
            pause(Duration.ofMillis(100));
            if (!cloud.isCaughtUp()) {
                quiet = -1;
            }
        }
        pass(FORGOTTEN);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// Alerts of one kind about a budget, newest first.
    List<JsonNode> alertsOf(String budget) {
        return get("/v1/alerts")
                .at("/alerts")
                .valueStream()
                .filter(alert -> alert.path("kind").asText().equals("budget"))
                .filter(alert -> alert.at("/budget/id").asText().equals(budget))
                .toList();
    }

    List<String> alertIdsOf(String budget) {
        return alertsOf(budget).stream()
                .map(alert -> alert.path("id").asText())
                .sorted()
                .toList();
    }

    /// What people were sent on one channel that says this text.
    List<JsonNode> sent(String channel, String text) {
        return get("/local/inbox")
                .at("/messages")
                .valueStream()
                .filter(message -> message.path("channel").asText().equals(channel))
                .filter(message -> message.toString().contains(text))
                .toList();
    }

    /// What the brake did to a session, oldest first.
    List<String> enforcements(String session) {
        String today = now().atZone(BERLIN).toLocalDate().toString();
        String before = now().atZone(BERLIN).toLocalDate().minusDays(3).toString();
        return get("/v1/enforcements?start=" + before + "&end=" + today)
                .at("/enforcements")
                .valueStream()
                .filter(entry -> entry.path("session").asText().equals(session))
                .map(entry -> entry.path("action").asText())
                .toList()
                .reversed();
    }

    /// Runs a function that a schedule would run some minutes later.
    void runScheduled(Functions function) throws Exception {
        try (InProcessInvoker invoker = new InProcessInvoker()) {
            invoker.invoke(function, """
                    {"version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events",
                     "account": "0", "time": "2026-11-20T09:00:00Z", "region": "us-east-1", "resources": [], "detail": {}}
                    """.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        cloud.close();
        http.close();
    }
}
