package io.agentmeter.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A function that answers with what it was given; the query parameter `do` makes it misbehave.
public final class EchoHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        Map<String, String> query =
                event.getQueryStringParameters() == null ? Map.of() : event.getQueryStringParameters();
        return switch (query.getOrDefault("do", "echo")) {
            case "throw" -> throw new IllegalStateException("boom");
            case "exit" -> {
                Runtime.getRuntime().halt(3);
                throw new IllegalStateException("halted");
            }
            case "binary" ->
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(201)
                        .withHeaders(Map.of("Content-Type", "application/octet-stream", "X-One", "1"))
                        .withCookies(List.of("a=1", "b=2"))
                        .withBody(Base64.getEncoder().encodeToString(new byte[] {0, -1, 7}))
                        .withIsBase64Encoded(true)
                        .build();
            default ->
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(200)
                        .withHeaders(Map.of("content-type", "application/json"))
                        .withBody(json(event, query))
                        .build();
        };
    }

    private static String json(APIGatewayV2HTTPEvent event, Map<String, String> query) {
        Map<String, Object> echo = new LinkedHashMap<>();
        echo.put("version", event.getVersion());
        echo.put("routeKey", event.getRouteKey());
        echo.put("rawPath", event.getRawPath());
        echo.put("rawQueryString", event.getRawQueryString());
        echo.put("headers", event.getHeaders());
        echo.put("cookies", event.getCookies());
        echo.put("query", query);
        echo.put("pathParameters", event.getPathParameters());
        echo.put("body", event.getBody());
        echo.put("base64", event.getIsBase64Encoded());
        echo.put("method", event.getRequestContext().getHttp().getMethod());
        echo.put("sourceIp", event.getRequestContext().getHttp().getSourceIp());
        echo.put("time", event.getRequestContext().getTime());
        echo.put("timeEpoch", event.getRequestContext().getTimeEpoch());
        echo.put("requestId", event.getRequestContext().getRequestId());
        echo.put("setting", System.getenv("AGENTMETER_VERSION"));
        if (event.getRequestContext().getAuthorizer() != null) {
            echo.put("caller", event.getRequestContext().getAuthorizer().getLambda());
        }
        try {
            return new ObjectMapper().writeValueAsString(echo);
        } catch (JsonProcessingException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
