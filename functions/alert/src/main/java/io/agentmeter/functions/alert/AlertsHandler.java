package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.tokens.Principal;
import java.time.Clock;

/// Lists alerts, takes what people do about them, and how they want to be told.
public final class AlertsHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    record Parts(
            HttpFront front,
            AlertStore alerts,
            AlertAction actions,
            SettingsAnswer settings,
            TestMessage test,
            Clock clock) {}

    private final Parts parts;

    public AlertsHandler() {
        this(AlertWiring.requests(LambdaEnvironment.current()));
    }

    AlertsHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return parts.front().handle(event, this::answer);
    }

    private HttpAnswer answer(HttpRequest request, Routes.Route route, Principal caller) {
        return switch (route.key()) {
            case "GET /v1/alerts" ->
                HttpAnswer.json(
                        200, AlertList.newest(parts.alerts(), parts.clock().instant()));
            case "POST /v1/alerts/actions" ->
                parts.actions()
                        .take(request.body(), caller.owner(), parts.clock().instant());
            case "GET /v1/alert-settings" -> parts.settings().read();
            case "PUT /v1/alert-settings" ->
                parts.settings()
                        .replace(request.body(), caller.owner(), parts.clock().instant());
            case "POST /v1/alert-settings/test" ->
                parts.test().send(caller.owner(), parts.clock().instant());
            default -> throw new IllegalStateException("the table of routes gives me one that I do not know: " + route);
        };
    }
}
