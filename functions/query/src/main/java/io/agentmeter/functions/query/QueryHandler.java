package io.agentmeter.functions.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.http.HttpFront;
import java.util.Map;

/// Answers the query routes.
public final class QueryHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final HttpFront front;
    private final QueryRouter router;

    public QueryHandler() {
        this(LambdaEnvironment.current());
    }

    private QueryHandler(Map<String, String> environment) {
        QueryWiring wiring = new QueryWiring(environment);
        this.front = wiring.front();
        this.router = wiring.router();
    }

    QueryHandler(HttpFront front, QueryRouter router) {
        this.front = front;
        this.router = router;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return front.handle(event, router);
    }
}
