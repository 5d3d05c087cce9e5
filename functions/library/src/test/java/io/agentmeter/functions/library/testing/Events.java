package io.agentmeter.functions.library.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.functions.library.tokens.PrincipalContext;
import java.util.Map;

/// HTTP requests as functions get them.
public final class Events {
    private Events() {}

    /// As through API Gateway, the caller let pass by the authorizer.
    ///
    /// @param pathAndQuery as in the request line
    public static APIGatewayV2HTTPEvent by(Principal caller, String method, String pathAndQuery) {
        APIGatewayV2HTTPEvent event = anonymous(method, pathAndQuery);
        event.getRequestContext()
                .setAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                        .withLambda(PrincipalContext.write(caller))
                        .build());
        return event;
    }

    /// As through a function URL, nothing known of the caller.
    public static APIGatewayV2HTTPEvent anonymous(String method, String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey("$default")
                .withRawPath(mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark))
                .withRawQueryString(mark < 0 ? "" : pathAndQuery.substring(mark + 1))
                .withHeaders(Map.of())
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withRequestId("request-1")
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .build())
                        .build())
                .build();
    }
}
