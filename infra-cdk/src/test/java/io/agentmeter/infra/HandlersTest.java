package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /// Without CloudFront there is no dashboard to link to.
    private static final Set<String> LEFT_TO_THEIR_DEFAULT = Set.of("AGENTMETER_DASHBOARD_URL");

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

    @TestFactory
    Stream<DynamicTest> everyFunctionIsGivenTheSettingsThatItsCodeReadsAndNoOther() {
        return forEach(entry -> {
            Set<String> given = new TreeSet<>();
            SynthesizedStack.functionUrls()
                    .function(entry)
                    .at("/Environment/Variables")
                    .fieldNames()
                    .forEachRemaining(given::add);
            Set<String> read = new TreeSet<>();
            ReachedCalls.of(handler(entry))
                    .constantsOf(io.agentmeter.functions.library.settings.Setting.class)
                    .forEach(name -> read.add("AGENTMETER_" + name));
            read.removeAll(LEFT_TO_THEIR_DEFAULT);
            assertThat(given).isEqualTo(read);
        });
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
