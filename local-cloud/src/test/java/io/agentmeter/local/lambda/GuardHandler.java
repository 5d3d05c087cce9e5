package io.agentmeter.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// An authorizer that knows the tokens `good`, `other` (known, but not allowed) and `broken` (a fault of its own).
public final class GuardHandler implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, GuardHandler.Answer> {
    public static final AtomicInteger ASKED = new AtomicInteger();

    /// API Gateway's simple answer.
    public record Answer(boolean isAuthorized, Map<String, Object> context) {
        public boolean getIsAuthorized() {
            return isAuthorized;
        }

        public Map<String, Object> getContext() {
            return context;
        }
    }

    @Override
    public Answer handleRequest(APIGatewayV2CustomAuthorizerEvent event, Context context) {
        ASKED.incrementAndGet();
        return switch (event.getIdentitySource().getFirst()) {
            case "Bearer good" -> new Answer(true, Map.of("owner", "ann", "route", event.getRouteKey()));
            case "Bearer other" -> new Answer(false, Map.of());
            case "Bearer broken" -> throw new IllegalStateException("no database");
            default -> throw new RuntimeException("Unauthorized");
        };
    }
}
