package io.agentmeter.scenario;

import static org.junit.jupiter.api.Assumptions.abort;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the scenario against a deployment that already exists. Without one it is skipped, and says so.
class AwsEndpointScenarioTest {
    private static final String URL = "AGENTMETER_AWS_URL";
    private static final String INGEST_TOKEN = "AGENTMETER_AWS_INGEST_TOKEN";
    private static final String READ_TOKEN = "AGENTMETER_AWS_READ_TOKEN";

    @TestFactory
    Stream<DynamicTest> deploymentKeepsItsPromises() {
        Endpoints endpoints = Endpoints.single(URI.create(required(URL)));
        Tokens tokens = new Tokens(required(INGEST_TOKEN), required(READ_TOKEN));
        return new EndToEndScenario(endpoints, tokens, Duration.ofSeconds(90))
                .steps().stream()
                        .map(step -> DynamicTest.dynamicTest(
                                step.promise(), () -> step.check().run()));
    }

    private static String required(String name) {
        @Nullable String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            String reason = "skipped: the scenario against AWS needs %s, %s and %s; %s is not set"
                    .formatted(URL, INGEST_TOKEN, READ_TOKEN, name);
            System.out.println(reason);
            return abort(reason);
        }
        return value;
    }
}
