package io.agentmeter.functions.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.http.HttpFront;

/// Lambda entry of everything that agents post.
public final class IngestHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final HttpFront front;
    private final Delivery delivery;

    public IngestHandler() {
        this(IngestWiring.parts(LambdaEnvironment.current()));
    }

    IngestHandler(IngestWiring.Parts parts) {
        this.front = parts.front();
        this.delivery = parts.delivery();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return front.handle(event, (request, _, caller) -> delivery.answer(request, caller));
    }
}
