package io.agentmeter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Every model request counts once, however often, in whatever order and encoding it is reported.
final class CountingSteps {
    private static final String LOGS = "/v1/logs";
    private static final String HOOKS = "/v1/hooks/claude-code";
    private static final String CANARY = "canary-prompt-that-nobody-may-keep";

    private final Deployment deployment;
    private final Patience patience;
    private final String jsonProject;
    private final String protobufProject;
    private final String learntProject;
    private final String markerProject;
    private final ClaudeCodeSession json;
    private final ClaudeCodeSession protobuf;
    private final ClaudeCodeSession learning = new ClaudeCodeSession(null);

    CountingSteps(Deployment deployment, Patience patience, String run) {
        this.deployment = deployment;
        this.patience = patience;
        this.jsonProject = run + "-json";
        this.protobufProject = run + "-protobuf";
        this.learntProject = run + "-learnt";
        this.markerProject = run + "-marker";
        this.json = new ClaudeCodeSession(jsonProject);
        this.protobuf = new ClaudeCodeSession(protobufProject);
    }

    List<Step> all() {
        return List.of(
                new Step("telemetry in JSON is counted and priced exactly", this::countsJson),
                new Step("the session shows each of its requests", this::showsSession),
                new Step("the live view shows the session", this::showsLive),
                new Step("telemetry in zipped protobuf gives the same figures", this::countsProtobuf),
                new Step("repeats, another order and another encoding change nothing", this::countsRepeatsOnce),
                new Step("a hook gives a session its project", this::learnsProject),
                new Step("no prompt is kept", this::keepsNoPrompt));
    }

    private void countsJson() throws Exception {
        deployment.ingest(LOGS, json.json()).expectStatus(200);
        patience.until(() -> expectSample(jsonProject));
    }

    private void showsSession() throws Exception {
        JsonNode answer =
                deployment.read("/v1/sessions/" + json.id()).expectStatus(200).json();
        Expect.that(answer.path("requests").size() == ClaudeCodeSession.REQUESTS, "four requests", answer);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode request : answer.path("requests")) {
            sum = sum.add(new BigDecimal(request.path("estimatedCostUsd").textValue()));
        }
        Expect.that(sum.compareTo(new BigDecimal(ClaudeCodeSession.COST)) == 0, "costs that add up", sum);
        Expect.money(answer.path("session").path("totals"), "estimatedCostUsd", ClaudeCodeSession.COST);
    }

    private void showsLive() throws Exception {
        JsonNode live = deployment.read("/v1/live").expectStatus(200).json();
        boolean shown = live.path("activeSessions").findValuesAsText("id").contains(json.id());
        Expect.that(shown, "session " + json.id() + " among the active ones", live.path("activeSessions"));
    }

    private void countsProtobuf() throws Exception {
        deployment
                .ingestZipped(LOGS, "application/x-protobuf", protobuf.protobuf())
                .expectStatus(200);
        patience.until(() -> expectSample(protobufProject));
    }

    private void countsRepeatsOnce() throws Exception {
        deployment.ingest(LOGS, json.json()).expectStatus(200);
        deployment.ingest(LOGS, json.reversedJson()).expectStatus(200);
        deployment.ingestZipped(LOGS, "application/x-protobuf", json.protobuf()).expectStatus(200);
        deployment.ingest(LOGS, protobuf.reversedJson()).expectStatus(200);
        byte[] text = protobuf.json().getBytes(StandardCharsets.UTF_8);
        deployment.ingestZipped(LOGS, "application/json", text).expectStatus(200);
        // Sent after the repeats: once it is counted, they have very likely been seen as well.
        deployment.ingest(LOGS, new ClaudeCodeSession(markerProject).json()).expectStatus(200);
        patience.until(() -> expectSample(markerProject));
        patience.throughout(() -> {
            expectSample(jsonProject);
            expectSample(protobufProject);
        });
    }

    private void learnsProject() throws Exception {
        deployment.ingest(LOGS, learning.json()).expectStatus(200);
        JsonNode answer = deployment
                .ingest(HOOKS, learning.promptHook(learntProject, CANARY))
                .expectStatus(200)
                .json();
        Expect.that(
                !answer.has("decision") && answer.path("continue").asBoolean(true), "an answer that allows", answer);
        patience.until(() -> expectSample(learntProject));
    }

    private void keepsNoPrompt() throws Exception {
        for (ClaudeCodeSession session : List.of(json, learning)) {
            Answer answer = deployment.read("/v1/sessions/" + session.id()).expectStatus(200);
            String shown = answer.json().path("session").path("id").asText();
            Expect.that(shown.equals(session.id()), "session " + session.id(), shown);
            Expect.that(!answer.body().contains(CANARY), "no prompt in " + answer.request(), CANARY);
            Expect.that(!answer.body().contains("/home/dev"), "no path in " + answer.request(), "/home/dev");
        }
    }

    private void expectSample(String project) throws Exception {
        JsonNode totals = deployment.totals(project);
        Expect.count(totals, "requests", ClaudeCodeSession.REQUESTS);
        Expect.money(totals, "estimatedCostUsd", ClaudeCodeSession.COST);
        Expect.count(totals, "unpricedRequests", 0);
        Expect.count(totals, "sessions", 1);
        JsonNode tokens = totals.path("tokens");
        Expect.count(tokens, "freshInput", 50_916);
        Expect.count(tokens, "cacheRead", 37_000);
        Expect.count(tokens, "cacheWrite", 18_840);
        Expect.count(tokens, "output", 41_650);
    }
}
