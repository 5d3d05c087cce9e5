package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The stack and the functions' code fit together.
class HandlersTest {
    private static final Map<String, String> FROM_LAMBDA = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_SESSION_TOKEN", "session");

    @TestFactory
    Stream<DynamicTest> lambdaCanMakeEveryHandlerOfTheTable() {
        return forEach(entry -> {
            Class<?> handler = handler(entry);
            assertThat(Modifier.isPublic(handler.getModifiers())).isTrue();
            assertThat(handler.getConstructor()).isNotNull();
            assertThat(RequestHandler.class.isAssignableFrom(handler)
                            || RequestStreamHandler.class.isAssignableFrom(handler))
                    .isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> everyFunctionStartsWithTheSettingsThatTheStackForAwsGivesIt() {
        return forEach(entry -> start(entry, SynthesizedStack.httpApi()));
    }

    @TestFactory
    Stream<DynamicTest> everyFunctionStartsWithTheSettingsThatTheStackForLocalStackGivesIt() {
        return forEach(entry -> start(entry, SynthesizedStack.functionUrls()));
    }

    private static void start(Functions entry, SynthesizedStack stack) throws Exception {
        Map<String, String> environment = new TreeMap<>(FROM_LAMBDA);
        stack.function(entry)
                .at("/Environment/Variables")
                .properties()
                .forEach(variable -> environment.put(variable.getKey(), value(variable.getKey(), variable.getValue())));
        LambdaEnvironment.override(environment);
        assertThat(handler(entry).getConstructor().newInstance()).isNotNull();
    }

    // What CloudFormation knows only once it has made the resource.
    private static String value(String variable, JsonNode given) {
        if (given.isTextual()) {
            return given.asText();
        }
        return switch (variable) {
            case "AGENTMETER_ALERT_TOPIC_ARN" -> "arn:aws:sns:eu-central-1:123456789012:alerts";
            case "AGENTMETER_DASHBOARD_URL" -> "https://dashboard.example.com";
            default -> "made-by-cloudformation";
        };
    }

    private static Class<?> handler(Functions entry) throws ClassNotFoundException {
        return Class.forName(entry.handler(), false, HandlersTest.class.getClassLoader());
    }

    private interface Check {
        void of(Functions entry) throws Exception;
    }

    private static Stream<DynamicTest> forEach(Check check) {
        return Functions.all().stream().map(entry -> DynamicTest.dynamicTest(entry.label(), () -> check.of(entry)));
    }
}
