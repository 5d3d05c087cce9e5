package io.agentmeter.functions.library.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.InMemoryTokenStore;
import io.agentmeter.functions.library.control.StoredToken;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.tokens.Gate;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.functions.library.tokens.Token;
import io.agentmeter.functions.library.tokens.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class HttpFrontTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);
    private static final Principal READER = new Principal("ann", Set.of(Scope.READ), null);
    private static final Principal SENDER = new Principal("bot", Set.of(Scope.INGEST), null);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines = new ArrayList<>();
    private final HttpFront front =
            new HttpFront(Functions.QUERY, Admission.believingAuthorizer(), Log.to(lines::add, "query", CLOCK));

    @Test
    void whoMayPassesWithWhatTheyAskedFor() {
        APIGatewayV2HTTPResponse answer = front.handle(
                Events.by(READER, "GET", "/v1/sessions/a%2Fb%20c?x=1%262&x=3&y"), (request, route, caller) -> {
                    assertThat(route.key()).isEqualTo("GET /v1/sessions/{id}");
                    assertThat(caller).isEqualTo(READER);
                    assertThat(request.pathParameter("id")).isEqualTo("a/b c");
                    assertThat(request.query()).isEqualTo(Map.of("x", List.of("1&2", "3"), "y", List.of("")));
                    return HttpAnswer.jsonText(200, "{}");
                });
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getHeaders()).containsEntry("cache-control", "private, no-store");
    }

    @Test
    void withoutAWordFromTheAuthorizerNobodyPasses() throws IOException {
        APIGatewayV2HTTPResponse answer = front.handle(Events.anonymous("GET", "/v1/live"), HttpFrontTest::never);
        assertThat(answer.getStatusCode()).isEqualTo(401);
        assertThat(error(answer).path("code").textValue()).isEqualTo("unauthorized");
        assertThat(answer.getHeaders()).containsEntry("www-authenticate", "Bearer");
    }

    @Test
    void aCallerWithoutTheScopeIsForbidden() throws IOException {
        APIGatewayV2HTTPResponse answer = front.handle(Events.by(SENDER, "GET", "/v1/live"), HttpFrontTest::never);
        assertThat(answer.getStatusCode()).isEqualTo(403);
        assertThat(error(answer).path("message").textValue()).contains("scope read", "GET /v1/live");
    }

    @Test
    void theHealthCheckNeedsNoToken() {
        assertThat(front.handle(Events.anonymous("GET", "/healthz"), (_, _, _) -> HttpAnswer.jsonText(200, "{}"))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void routesOfOtherFunctionsAndUnknownOnesAreNotFound() {
        for (String path : List.of("/v1/events", "/v1/nothing", "/", "", "/v1/sessions/", "/v1/sessions/a/b")) {
            APIGatewayV2HTTPResponse answer = front.handle(Events.by(READER, "GET", path), HttpFrontTest::never);
            assertThat(answer.getStatusCode()).as(path).isEqualTo(404);
        }
        assertThat(front.handle(new APIGatewayV2HTTPEvent(), HttpFrontTest::never)
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void theFunctionChecksTheTokenItselfWhereNothingElseDoes() {
        InMemoryTokenStore store = new InMemoryTokenStore();
        Token token = Tokens.newToken(Scope.READ);
        store.save(new StoredToken(token.hash(), "ann", Set.of(Scope.READ), CLOCK.instant(), null));
        HttpFront checking = new HttpFront(
                Functions.QUERY, Admission.checking(new Gate(store, CLOCK)), Log.to(lines::add, "query", CLOCK));
        APIGatewayV2HTTPEvent event = Events.anonymous("GET", "/v1/whoami");
        assertThat(checking.handle(event, HttpFrontTest::never).getStatusCode()).isEqualTo(401);
        event.setHeaders(Map.of("Authorization", "Bearer " + token.secretText()));
        assertThat(checking.handle(event, (_, _, caller) -> HttpAnswer.jsonText(200, caller.owner()))
                        .getBody())
                .isEqualTo("ann");
    }

    @Test
    void aStoreThatDoesNotAnswerIs503AndIsLoggedWithoutTheRequest() throws IOException {
        APIGatewayV2HTTPResponse answer =
                front.handle(Events.by(READER, "GET", "/v1/summary?user=secret-name"), (_, _, _) -> {
                    throw new StoreUnavailable("rollups were not read", new IllegalStateException("secret-name"));
                });
        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsEntry("retry-after", "1");
        JsonNode line = JSON.readTree(lines.getFirst());
        assertThat(line.path("route").textValue()).isEqualTo("GET /v1/summary");
        assertThat(line.path("requestId").textValue()).isEqualTo("request-1");
        assertThat(lines.getFirst()).doesNotContain("secret-name");
    }

    @Test
    void everyWrongParameterIsTold() throws IOException {
        APIGatewayV2HTTPResponse answer = front.handle(
                Events.by(READER, "GET", "/v1/summary?start=yesterday&limit=0&sort=x&sort=y"), (request, _, _) -> {
                    Parameters parameters = new Parameters(request.query());
                    parameters.range();
                    parameters.number("limit", 50, 1, 200);
                    parameters.oneOf("sort", "cost", List.of("cost"));
                    parameters.check();
                    return HttpAnswer.jsonText(200, "{}");
                });
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(error(answer).path("at").textValue()).isEqualTo("end, limit, sort, start");
        assertThat(error(answer).path("message").textValue())
                .contains("end is missing", "limit must be", "sort may be given once", "start is not a day");
    }

    @Test
    void longAnswersAreZippedForThoseWhoCanReadThat() throws IOException {
        String text = "\"" + "a".repeat(HttpAnswer.ZIPPED_ABOVE_BYTES) + "\"";
        APIGatewayV2HTTPEvent event = Events.anonymous("GET", "/healthz");
        event.setHeaders(Map.of("Accept-Encoding", "br, gzip;q=0.5"));
        APIGatewayV2HTTPResponse zipped = front.handle(event, (_, _, _) -> HttpAnswer.jsonText(200, text));
        assertThat(zipped.getIsBase64Encoded()).isTrue();
        assertThat(zipped.getHeaders()).containsEntry("content-encoding", "gzip");
        byte[] bytes = Base64.getDecoder().decode(zipped.getBody());
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(text);
        String limit = "a".repeat(HttpAnswer.ZIPPED_ABOVE_BYTES);
        assertThat(front.handle(event, (_, _, _) -> HttpAnswer.jsonText(200, limit))
                        .getBody())
                .isEqualTo(limit);
        event.setHeaders(Map.of("accept-encoding", "gzip;q=0"));
        assertThat(front.handle(event, (_, _, _) -> HttpAnswer.jsonText(200, text))
                        .getBody())
                .isEqualTo(text);
    }

    @Test
    void whatTheCallerHasAlreadyIsNotSentAgain() {
        APIGatewayV2HTTPEvent event = Events.anonymous("GET", "/healthz");
        HttpFront.Work work = (_, _, _) -> HttpAnswer.jsonText(200, "{}").withTagOf("content");
        String tag = front.handle(event, work).getHeaders().get("etag");
        assertThat(tag).matches("\"[0-9a-f]{24}\"");
        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            event.setHeaders(Map.of("If-None-Match", known));
            APIGatewayV2HTTPResponse answer = front.handle(event, work);
            assertThat(answer.getStatusCode()).as(known).isEqualTo(304);
            assertThat(answer.getBody()).isEmpty();
        }
        event.setHeaders(Map.of("If-None-Match", "\"other\""));
        assertThat(front.handle(event, work).getStatusCode()).isEqualTo(200);
    }

    private static HttpAnswer never(HttpRequest request, Object route, Principal caller) {
        throw new AssertionError("must not be reached: " + request.path());
    }

    private static JsonNode error(APIGatewayV2HTTPResponse answer) throws IOException {
        return JSON.readTree(answer.getBody()).path("error");
    }
}
