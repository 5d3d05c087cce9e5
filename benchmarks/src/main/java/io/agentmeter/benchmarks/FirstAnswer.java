package io.agentmeter.benchmarks;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// One function in a Java of its own: makes the handler, asks it twice, and prints how many milliseconds after the
/// start of the process each answer was there. It knows nothing that is not in the function's jar. Arguments: handler,
/// function, when the process was started (milliseconds; the system itself tells it by the second only).
public final class FirstAnswer {
    private FirstAnswer() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        RequestHandler<?, ?> handler = Class.forName(arguments[0])
                .asSubclass(RequestHandler.class)
                .getConstructor()
                .newInstance();
        boolean ingest = arguments[1].equals("ingest");
        long started = Long.parseLong(arguments[2]);
        long first = ask(handler, ingest, started);
        long second = ask(handler, ingest, started);
        System.out.println();
        System.out.println(first + " " + second);
    }

    @SuppressWarnings("unchecked") // each of the functions that are asked takes these
    private static long ask(RequestHandler<?, ?> anyHandler, boolean ingest, long started) {
        RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler =
                (RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>) anyHandler;
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey("$default")
                .withRawPath(ingest ? "/v1/events" : "/v1/live")
                .withRawQueryString("")
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody(ingest ? event() : null)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withRequestId("request-1")
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(ingest ? "POST" : "GET")
                                .build())
                        .withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                                .withLambda(Map.of("owner", "bench", "scopes", "ingest,read"))
                                .build())
                        .build())
                .build();
        APIGatewayV2HTTPResponse answer = handler.handleRequest(event, null);
        if (answer.getStatusCode() != 200) {
            throw new IllegalStateException(answer.getStatusCode() + " " + answer.getBody());
        }
        return System.currentTimeMillis() - started;
    }

    private static String event() {
        return "{\"id\":\"%s\",\"kind\":\"model_request\",\"time\":\"%s\",\"session\":\"s\",\"project\":\"shop\",\"model\":\"claude-sonnet-5-5\",\"tokens\":{\"output\":5}}"
                .formatted(UUID.randomUUID(), Instant.now());
    }
}
