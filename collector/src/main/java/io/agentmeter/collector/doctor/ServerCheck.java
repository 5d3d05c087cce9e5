package io.agentmeter.collector.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.connection.AgentMeterClient;
import io.agentmeter.collector.connection.AgentMeterClient.Answer;
import io.agentmeter.collector.connection.Connection;
import io.agentmeter.collector.connection.Unreachable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/// Checks that the endpoint is there, knows the token, agrees about the time and gets events.
final class ServerCheck {
    private static final Duration SKEW_WARN = Duration.ofSeconds(30);
    private static final Duration SKEW_FAIL = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofHours(1);

    private final Surroundings surroundings;
    private final Connection endpoint;
    private final AgentMeterClient client;
    private final List<Finding> findings = new ArrayList<>();

    ServerCheck(Surroundings surroundings, Connection endpoint, AgentMeterClient client) {
        this.surroundings = surroundings;
        this.endpoint = endpoint;
        this.client = client;
    }

    List<Finding> findings() {
        try {
            Answer health = client.get("/healthz", "");
            if (!health.isGood()) {
                findings.add(Finding.fail(
                        "the endpoint answers " + health.status() + " to /healthz",
                        "check that the URL is that of AgentMeter"));
                return findings;
            }
            findings.add(Finding.ok("the endpoint is up, version "
                    + json(health).path("version").asText("unknown")));
            health.serverTime().ifPresent(this::checkClock);
            if (checkToken()) {
                checkArrival();
            }
        } catch (Unreachable e) {
            findings.add(Finding.fail(e.reason(), "check the URL, the network, and a proxy in between"));
        }
        return findings;
    }

    private void checkClock(Instant serverTime) {
        Duration skew = Duration.between(serverTime, surroundings.clock().instant());
        Duration off = skew.abs();
        String text = "this clock is " + off.toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of")
                + " the server's";
        if (off.compareTo(SKEW_FAIL) > 0) {
            findings.add(Finding.fail(text, "set the clock: events are counted at the time they carry"));
        } else if (off.compareTo(SKEW_WARN) > 0) {
            findings.add(Finding.warn(text, "set the clock: sessions may look shorter or longer than they were"));
        } else {
            findings.add(Finding.ok("clocks agree"));
        }
    }

    private boolean checkToken() {
        Answer answer = client.get("/v1/whoami", endpoint.token());
        if (!answer.isGood()) {
            findings.add(Finding.fail(
                    answer.status() == 401
                            ? "the endpoint does not know the token"
                            : "the endpoint answers " + answer.status() + " to the token",
                    "get a new token and run: agentmeter connect claude-code --token TOKEN --write"));
            return false;
        }
        JsonNode who = json(answer);
        List<String> scopes = StreamSupport.stream(who.path("scopes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        if (!scopes.contains("ingest")) {
            findings.add(Finding.fail(
                    "the token may " + String.join(", ", scopes) + " but not send", "get one with the scope ingest"));
            return true;
        }
        findings.add(
                Finding.ok("the token of " + who.path("owner").asText("nobody") + " may " + String.join(", ", scopes)));
        checkExpiry(who.path("expiresAt").asText(""));
        return true;
    }

    private void checkExpiry(String expiresAt) {
        try {
            Duration left = Duration.between(surroundings.clock().instant(), Instant.parse(expiresAt));
            if (left.compareTo(Duration.ofDays(14)) < 0) {
                findings.add(Finding.warn("the token expires in " + left.toDays() + " days", "get a new one in time"));
            }
        } catch (DateTimeException _) {
            // It does not expire.
        }
    }

    private void checkArrival() {
        Answer live = client.get("/v1/live", endpoint.readToken().orElse(endpoint.token()));
        if (live.status() == 403) {
            findings.add(Finding.warn(
                    "whether events arrive cannot be seen with a token that may only send", "look at the dashboard"));
            return;
        }
        if (!live.isGood()) {
            findings.add(
                    Finding.warn("the endpoint answers " + live.status() + " to /v1/live", "look at the dashboard"));
            return;
        }
        String last = json(live).path("lastEventAt").asText("");
        try {
            Duration ago =
                    Duration.between(Instant.parse(last), surroundings.clock().instant());
            findings.add(
                    ago.compareTo(QUIET) <= 0
                            ? Finding.ok("events arrive, the last " + Math.max(0, ago.toMinutes()) + " min ago")
                            : Finding.warn(
                                    "the last event was " + ago.toHours() + " h ago",
                                    "start a new session of the agent and send a prompt"));
        } catch (DateTimeException _) {
            boolean earlier = json(live).path("firstEventAt").isTextual();
            findings.add(Finding.warn(
                    earlier ? "no event of today has arrived, but earlier ones have" : "no event has arrived yet",
                    "start a new session of the agent and send a prompt"));
        }
    }

    private static JsonNode json(Answer answer) {
        try {
            return Json.read(answer.body());
        } catch (JsonProcessingException e) {
            throw new Unreachable("the endpoint answers with something else than JSON");
        }
    }
}
