package io.agentmeter.functions.authorize;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.DynamoDbTokenStore;
import io.agentmeter.functions.library.http.RouteMatch;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.tokens.Gate;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.functions.library.tokens.PrincipalContext;
import io.agentmeter.functions.library.wiring.Clients;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lambda authorizer of the HTTP API (payload format 2.0, simple answers). A caller without a known token gets 401, one
/// whose token lacks the route's scope 403. API Gateway may remember an answer, so what it remembers by must hold both
/// the header and the route: `$request.header.Authorization`, `$context.routeKey`.
public final class AuthorizeHandler implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, Map<String, Object>> {
    private final Gate gate;

    public AuthorizeHandler() {
        this(gate(LambdaEnvironment.current()));
    }

    AuthorizeHandler(Gate gate) {
        this.gate = gate;
    }

    private static Gate gate(Map<String, String> environment) {
        String table = Settings.read(environment, Settings::controlTable);
        return new Gate(new DynamoDbTokenStore(new Clients(environment).dynamoDb(), table), LambdaEnvironment.clock());
    }

    @Override
    public Map<String, Object> handleRequest(APIGatewayV2CustomAuthorizerEvent event, Context context) {
        Optional<Routes.Route> route = RouteMatch.ofKey(String.valueOf(event.getRouteKey()));
        return switch (gate.admit(
                authorization(event), route.map(Routes.Route::scope).orElse(Routes.Scope.ANY))) {
            case Gate.Verdict.Admitted(Principal caller) -> answer(route.isPresent(), caller);
            case Gate.Verdict.NotAllowed(Principal caller, Routes.Scope _) -> answer(false, caller);
            // The one message that API Gateway turns into 401.
            case Gate.Verdict.Unknown _ -> throw new IllegalStateException("Unauthorized");
        };
    }

    private static Map<String, Object> answer(boolean authorized, Principal caller) {
        return Map.of("isAuthorized", authorized, "context", PrincipalContext.write(caller));
    }

    private static String authorization(APIGatewayV2CustomAuthorizerEvent event) {
        @Nullable Map<String, String> headers = event.getHeaders();
        if (headers == null) {
            return "";
        }
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
