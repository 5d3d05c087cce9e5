package io.agentmeter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Who may do what, and how bad requests are answered.
final class AccessSteps {
    private static final String EVENTS = "/v1/events";
    private static final String LIVE = "/v1/live";
    private static final String JSON = "application/json";
    private static final byte[] NOTHING = "{\"events\": []}".getBytes(StandardCharsets.UTF_8);

    private final Deployment deployment;
    private final URI ingest;
    private final URI query;

    AccessSteps(Deployment deployment) {
        this.deployment = deployment;
        this.ingest = deployment.endpoints().ingest();
        this.query = deployment.endpoints().query();
    }

    List<Step> all() {
        return List.of(
                new Step("the health check answers without a token", this::health),
                new Step("a request without a token is 401", this::noToken),
                new Step("an unknown token is refused", this::unknownToken),
                new Step("a token without the scope is 403", this::wrongScope),
                new Step("an unreadable body is 400 and says why", this::unreadable),
                new Step("a body above the limit is 413", this::tooLarge),
                new Step("a parameter that makes no sense is 400", this::badParameter),
                new Step("an unknown session is 404", this::unknownSession));
    }

    private void health() throws Exception {
        deployment.get(query, "/healthz", null).expectStatus(200);
    }

    private void noToken() throws Exception {
        deployment.post(ingest, EVENTS, null, JSON, NOTHING).expectStatus(401);
        deployment.get(query, LIVE, null).expectStatus(401);
    }

    // API Gateway itself answers for a Lambda authorizer that says no, and it only knows 403.
    private void unknownToken() throws Exception {
        String token = "am_ingest_00000000000000000000000000000000";
        deployment.post(ingest, EVENTS, token, JSON, NOTHING).expectStatus(401, 403);
        deployment.get(query, LIVE, token).expectStatus(401, 403);
    }

    private void wrongScope() throws Exception {
        deployment
                .post(ingest, EVENTS, deployment.tokens().read(), JSON, NOTHING)
                .expectStatus(403);
        deployment.get(query, LIVE, deployment.tokens().ingest()).expectStatus(403);
    }

    private void unreadable() throws Exception {
        JsonNode error = deployment
                .ingest(EVENTS, "{\"events\": [")
                .expectStatus(400)
                .json()
                .path("error");
        Expect.that(error.path("code").asText().equals("unreadable_body"), "error.code = unreadable_body", error);
        Expect.that(!error.path("message").asText().isBlank(), "error.message", error);
        deployment.ingest("/v1/logs", "{\"resourceLogs\": [").expectStatus(400);
    }

    private void tooLarge() throws Exception {
        String padded = "{\"events\": []" + " ".repeat(1_200_000) + "}";
        deployment.ingest(EVENTS, padded).expectStatus(413);
    }

    private void badParameter() throws Exception {
        deployment.read("/v1/summary?start=yesterday&end=2026-11-22").expectStatus(400);
        deployment.read("/v1/summary?start=2026-11-22&end=2026-11-21").expectStatus(400);
    }

    private void unknownSession() throws Exception {
        deployment.read("/v1/sessions/no-such-session").expectStatus(404);
    }
}
