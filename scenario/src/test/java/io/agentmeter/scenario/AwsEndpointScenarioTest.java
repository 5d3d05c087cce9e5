package io.agentmeter.scenario;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs the scenario against a deployment that already exists.
@ExtendWith(NeedsDeployment.class)
class AwsEndpointScenarioTest {
    @TestFactory
    Stream<DynamicTest> theDeploymentKeepsItsPromises() {
        Endpoints endpoints = Endpoints.single(URI.create(System.getenv(NeedsDeployment.URL)));
        Tokens tokens =
                new Tokens(System.getenv(NeedsDeployment.INGEST_TOKEN), System.getenv(NeedsDeployment.READ_TOKEN));
        return new EndToEndScenario(endpoints, tokens, Duration.ofSeconds(90))
                .steps().stream()
                        .map(step -> DynamicTest.dynamicTest(
                                step.promise(), () -> step.check().run()));
    }
}
