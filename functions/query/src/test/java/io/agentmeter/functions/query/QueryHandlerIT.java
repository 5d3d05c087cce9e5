package io.agentmeter.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.DynamoDbReceipts;
import io.agentmeter.functions.library.control.DynamoDbTokenStore;
import io.agentmeter.functions.library.control.StoredToken;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.functions.library.tokens.Token;
import io.agentmeter.functions.library.tokens.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The function as Lambda starts it, with events as API Gateway's function URLs send them, over real tables.
class QueryHandlerIT {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String rollups = dynamoDb.createTable(Table.ROLLUPS);
    private final String control = dynamoDb.createTable(Table.CONTROL);
    private final Token token = Tokens.newToken(Scope.READ);
    private final QueryHandler handler = start();

    private QueryHandler start() {
        Map<String, String> environment = new TreeMap<>(dynamoDb.environment());
        environment.put("AGENTMETER_ROLLUPS_TABLE", rollups);
        environment.put("AGENTMETER_CONTROL_TABLE", control);
        environment.put("AGENTMETER_REPORTS_BUCKET", "reports");
        environment.put("AGENTMETER_AUTHORIZE_IN_FUNCTION", "true");
        LambdaEnvironment.override(environment);
        return new QueryHandler();
    }

    @Test
    void whatWasStoredIsShownToWhoeverMayReadIt() throws IOException {
        new DynamoDbTokenStore(dynamoDb.client(), control)
                .save(new StoredToken(token.hash(), "ann", Set.of(Scope.READ), UsageEvents.TIME, null));
        new DynamoDbReceipts(dynamoDb.client(), control).noteFirst(UsageEvents.TIME);
        StoredUsage.put(
                new DynamoDbRollupStore(dynamoDb.client(), rollups),
                List.of(
                        UsageEvents.request("a"),
                        UsageEvents.request("b", UsageEvents.TIME.minusSeconds(86_400), "session 2/ü")));

        JsonNode summary = ask("/v1/summary", "start=2026-11-01&end=2026-11-30&groupBy=day");
        assertThat(summary.path("totals").path("estimatedCostUsd").textValue()).isEqualTo("0.099128");
        assertThat(summary.path("totals").path("sessions").intValue()).isEqualTo(2);
        assertThat(summary.path("groups")).hasSize(30);

        JsonNode session = ask("/v1/sessions/session%202%2F%C3%BC", "");
        assertThat(session.path("requests").findValuesAsText("id")).containsExactly("b");
        assertThat(session.path("requests").path(0).path("listCostUsd").isTextual())
                .isTrue();
        assertThat(ask("/v1/live", "").path("firstEventAt").textValue()).isEqualTo("2026-11-22T09:15:04.480Z");
        assertThat(ask("/healthz", "deep=true").path("version").textValue()).isEqualTo("dev");
        assertThat(ask("/v1/whoami", "").path("owner").textValue()).isEqualTo("ann");
    }

    @Test
    void aCallerWithoutAKnownTokenGetsNothing() {
        assertThat(send("/v1/live", "").getStatusCode()).isEqualTo(401);
    }

    private JsonNode ask(String path, String query) throws IOException {
        APIGatewayV2HTTPResponse answer = send(path, query);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.getBody());
    }

    private APIGatewayV2HTTPResponse send(String path, String query) {
        String sent = """
                {"version":"2.0","routeKey":"$default","rawPath":"%s","rawQueryString":"%s",
                 "headers":{"authorization":"Bearer %s","host":"h"},"requestContext":{"accountId":"1","apiId":"a",
                 "domainName":"d","domainPrefix":"d","http":{"method":"GET","path":"%s","protocol":"HTTP/1.1",
                 "sourceIp":"127.0.0.1","userAgent":"u"},"requestId":"r","routeKey":"$default","stage":"$default",
                 "time":"22/Nov/2026:09:00:00 +0000","timeEpoch":1795338000000},"isBase64Encoded":false}""".formatted(path, query, token.secretText(), path);
        APIGatewayV2HTTPEvent event = LambdaEventSerializers.serializerFor(
                        APIGatewayV2HTTPEvent.class, getClass().getClassLoader())
                .fromJson(sent);
        return handler.handleRequest(event, NoContext.INSTANCE);
    }
}
