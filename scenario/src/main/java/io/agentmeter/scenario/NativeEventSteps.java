package io.agentmeter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/// The native JSON format: what is right is counted, what is wrong is named, what has no price is not free.
final class NativeEventSteps {
    private static final String EVENTS = "/v1/events";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deployment deployment;
    private final Patience patience;
    private final String run;

    NativeEventSteps(Deployment deployment, Patience patience, String run) {
        this.deployment = deployment;
        this.patience = patience;
        this.run = run;
    }

    List<Step> all() {
        return List.of(
                new Step("a bad event is named and the good ones beside it count", this::namesBadEvents),
                new Step("a repeated event is answered as a duplicate", this::answersDuplicates),
                new Step("a batch with nothing good in it is 400", this::refusesBadBatch),
                new Step("a model without a price is unpriced, not free", this::keepsUnpriced));
    }

    private void namesBadEvents() throws Exception {
        ObjectNode bad = event("bad", run + "-native").put("estimatedCostUsd", "0.5");
        ((ObjectNode) bad.path("tokens")).put("output", -1);
        JsonNode answer = deployment
                .ingest(EVENTS, batch(priced("first"), bad, priced("second")))
                .expectStatus(200)
                .json();
        Expect.count(answer, "accepted", 2);
        Expect.that(answer.path("rejected").size() == 1, "one rejected event", answer);
        JsonNode rejected = answer.path("rejected").path(0);
        Expect.count(rejected, "index", 1);
        Expect.that(rejected.path("field").asText().startsWith("tokens"), "the field that is wrong", rejected);
        Expect.that(!rejected.path("reason").asText().isBlank(), "a reason", rejected);
        patience.until(() -> {
            JsonNode totals = deployment.totals(run + "-native");
            Expect.count(totals, "requests", 2);
            Expect.money(totals, "estimatedCostUsd", "0.25");
        });
    }

    private void answersDuplicates() throws Exception {
        String id = run + "-twice";
        String body = batch(event(id, run + "-twice").put("estimatedCostUsd", "0.1"));
        Expect.count(deployment.ingest(EVENTS, body).expectStatus(200).json(), "accepted", 1);
        Expect.count(deployment.ingest(EVENTS, body).expectStatus(200).json(), "duplicate", 1);
    }

    private void refusesBadBatch() throws Exception {
        JsonNode answer = deployment
                .ingest(EVENTS, "{\"events\": [{\"kind\": \"model_request\"}]}")
                .expectStatus(400)
                .json();
        Expect.that(answer.path("rejected").size() == 1, "the rejected event", answer);
    }

    private void keepsUnpriced() throws Exception {
        String project = run + "-unpriced";
        String model = "model-nobody-priced-" + run;
        deployment
                .ingest(EVENTS, batch(event(run + "-unpriced", project).put("model", model)))
                .expectStatus(200);
        patience.until(() -> {
            JsonNode summary = deployment.summary(project);
            Expect.count(summary.path("totals"), "requests", 1);
            Expect.count(summary.path("totals"), "unpricedRequests", 1);
            Expect.that(
                    summary.path("unpricedModels").toString().contains(model), "the model without a price", summary);
        });
    }

    private ObjectNode priced(String name) {
        return event(run + "-" + name, run + "-native").put("estimatedCostUsd", "0.125");
    }

    private ObjectNode event(String id, String project) {
        ObjectNode event = JSON.createObjectNode()
                .put("id", id)
                .put("kind", "model_request")
                .put("time", Instant.now().toString())
                .put("agent", "scenario")
                .put("session", project)
                .put("project", project)
                .put("model", "claude-sonnet-5-5");
        event.putObject("tokens").put("freshInput", 100).put("output", 10);
        return event;
    }

    private static String batch(ObjectNode... events) {
        ObjectNode batch = JSON.createObjectNode();
        batch.putArray("events").addAll(List.of(events));
        return batch.toString();
    }
}
