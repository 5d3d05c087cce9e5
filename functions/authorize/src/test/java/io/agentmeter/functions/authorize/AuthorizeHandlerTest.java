package io.agentmeter.functions.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import io.agentmeter.deployment.Routes;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.control.InMemoryTokenStore;
import io.agentmeter.functions.library.control.StoredToken;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.tokens.Gate;
import io.agentmeter.functions.library.tokens.Token;
import io.agentmeter.functions.library.tokens.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorizeHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final AuthorizeHandler handler = new AuthorizeHandler(new Gate(store, Clock.fixed(NOW, ZoneOffset.UTC)));

    static List<Routes.Route> routes() {
        return Routes.all();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteOpensToItsScopeAndStaysShutToTheOther(Routes.Route route) {
        assertThat(authorized(route.key(), known(Scope.READ)))
                .isEqualTo(route.scope() == Scope.READ || route.scope() == Scope.ANY || route.scope() == Scope.NONE);
        assertThat(authorized(route.key(), known(Scope.INGEST)))
                .isEqualTo(route.scope() == Scope.INGEST || route.scope() == Scope.ANY || route.scope() == Scope.NONE);
        assertThat(authorized(route.key(), known(Scope.ADMIN))).isEqualTo(route.scope() != Scope.INGEST);
    }

    @Test
    void theFunctionsBehindLearnWhoCalls() {
        assertThat(ask("GET /v1/live", known(Scope.READ)).get("context"))
                .isEqualTo(Map.of("owner", "ann", "scopes", "read"));
    }

    @Test
    void anUnknownTokenIsUnauthorized() {
        String unknown = "Bearer " + Tokens.newToken(Scope.READ).secretText();
        assertThatThrownBy(() -> ask("GET /v1/live", unknown)).hasMessage("Unauthorized");
        assertThatThrownBy(() -> ask("GET /v1/live", "Bearer nonsense")).hasMessage("Unauthorized");
        assertThatThrownBy(() -> handler.handleRequest(new APIGatewayV2CustomAuthorizerEvent(), NoContext.INSTANCE))
                .hasMessage("Unauthorized");
    }

    @Test
    void anUnknownRouteIsShut() {
        assertThat(authorized("DELETE /v1/live", known(Scope.ADMIN))).isFalse();
        assertThat(authorized("$default", known(Scope.ADMIN))).isFalse();
    }

    @Test
    void theEventIsReadAsLambdaSendsIt() {
        String token = known(Scope.READ);
        String sent = """
                {"version":"2.0","type":"REQUEST","routeArn":"arn:aws:execute-api:eu-west-1:1:a/$default/GET/v1/live",
                 "identitySource":["%1$s","GET /v1/live"],"routeKey":"GET /v1/live","rawPath":"/v1/live","rawQueryString":"",
                 "headers":{"authorization":"%1$s","host":"h"},"requestContext":{"accountId":"1","apiId":"a",
                 "domainName":"d","domainPrefix":"d","http":{"method":"GET","path":"/v1/live","protocol":"HTTP/1.1",
                 "sourceIp":"127.0.0.1","userAgent":"u"},"requestId":"r","routeKey":"GET /v1/live","stage":"$default",
                 "time":"22/Nov/2026:09:00:00 +0000","timeEpoch":1795338000000}}""".formatted(token);
        APIGatewayV2CustomAuthorizerEvent event = LambdaEventSerializers.serializerFor(
                        APIGatewayV2CustomAuthorizerEvent.class, getClass().getClassLoader())
                .fromJson(sent);
        assertThat(handler.handleRequest(event, NoContext.INSTANCE)).containsEntry("isAuthorized", true);
    }

    private boolean authorized(String route, String authorization) {
        return Boolean.TRUE.equals(ask(route, authorization).get("isAuthorized"));
    }

    private Map<String, Object> ask(String route, String authorization) {
        APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
        event.setRouteKey(route);
        event.setHeaders(Map.of("Authorization", authorization));
        return handler.handleRequest(event, NoContext.INSTANCE);
    }

    private String known(Scope scope) {
        Token token = Tokens.newToken(scope);
        store.save(new StoredToken(token.hash(), "ann", Set.of(scope), NOW, null));
        return "Bearer " + token.secretText();
    }
}
