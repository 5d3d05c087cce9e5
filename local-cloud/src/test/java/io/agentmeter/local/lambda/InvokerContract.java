package io.agentmeter.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.local.files.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What both ways of running functions do alike. `QUERY` is the [EchoHandler], `INGEST` the [BrokenHandler].
interface InvokerContract {
    Invoker invoker();

    private static byte[] event(String doing) {
        ObjectNode event = Json.object();
        event.put("version", "2.0");
        event.put("routeKey", "GET /healthz");
        event.put("rawPath", "/healthz");
        event.putObject("queryStringParameters").put("do", doing);
        event.putObject("requestContext").putObject("http").put("method", "GET").put("sourceIp", "127.0.0.1");
        return Json.bytes(event);
    }

    private static JsonNode echoed(byte[] answer) throws Exception {
        JsonNode response = Json.read(answer);
        assertThat(response.get("statusCode").asInt()).isEqualTo(200);
        return new ObjectMapper().readTree(response.get("body").asText());
    }

    @Test
    default void carriesEventAndAnswerThroughLambdasOwnJsonMapping() throws Exception {
        JsonNode echo = echoed(invoker().invoke(Functions.QUERY, event("echo")));
        assertThat(echo.get("routeKey").asText()).isEqualTo("GET /healthz");
        assertThat(echo.get("sourceIp").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    default void namesTypeAndMessageOfWhatAFunctionThrewAndGoesOn() throws Exception {
        FunctionFailure failure =
                catchThrowableOfType(FunctionFailure.class, () -> invoker().invoke(Functions.QUERY, event("throw")));
        assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.reason()).isEqualTo("boom");
        echoed(invoker().invoke(Functions.QUERY, event("echo")));
    }

    @Test
    default void reportsWhyAFunctionCannotBeCreated() {
        FunctionFailure failure =
                catchThrowableOfType(FunctionFailure.class, () -> invoker().invoke(Functions.INGEST, event("echo")));
        assertThat(failure.getMessage()).contains("ingest", "AGENTMETER_EVENTS_TABLE is missing");
    }

    @Test
    default void answersManyAtOnce() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> answers = new ArrayList<>();
            for (int call = 0; call < 20; call++) {
                answers.add(callers.submit(() -> invoker().invoke(Functions.QUERY, event("echo"))));
            }
            for (Future<byte[]> answer : answers) {
                echoed(answer.get());
            }
        }
    }
}
