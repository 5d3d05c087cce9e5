package io.agentmeter.functions.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.Receipts;
import io.agentmeter.functions.library.events.EventStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import java.time.Clock;
import java.util.function.Consumer;

/// Lambda entry of everything that agents post.
public final class IngestHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final HttpFront front;
    private final Delivery delivery;

    public IngestHandler() {
        this(IngestWiring.parts(LambdaEnvironment.current()));
    }

    /// A handler over the given stores, without AWS; callers are those that an authorizer in front has let pass.
    ///
    /// @param lines takes the lines of the log
    public static IngestHandler over(EventStore events, Receipts receipts, Consumer<String> lines, Clock clock) {
        String name = Functions.INGEST.label();
        Metrics metrics = Metrics.to(lines, name, clock);
        return new IngestHandler(IngestWiring.parts(
                Admission.believingAuthorizer(),
                new Delivery(new IngestService(events), receipts, metrics, clock),
                Log.to(lines, name, clock)));
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
