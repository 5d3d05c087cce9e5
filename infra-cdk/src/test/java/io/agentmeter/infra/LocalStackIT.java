package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.control.DynamoDbTokenStore;
import io.agentmeter.functions.library.control.StoredToken;
import io.agentmeter.functions.library.tokens.Token;
import io.agentmeter.functions.library.tokens.Tokens;
import io.agentmeter.functions.library.wiring.Clients;
import io.agentmeter.scenario.EndToEndScenario;
import io.agentmeter.scenario.Endpoints;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awscdk.App;

/// Deploys the variant with function URLs into LocalStack through CloudFormation and lets the scenario loose on it.
@ExtendWith(NeedsDocker.class)
@Testcontainers(disabledWithoutDocker = true)
class LocalStackIT {
    @Container
    private static final LocalStackContainer CLOUD = LocalStack.container();

    @TempDir
    private static Path assembly;

    @TestFactory
    Stream<DynamicTest> theDeployedStackKeepsItsPromises() throws Exception {
        synthesize();
        Map<String, String> outputs = LocalStack.deploy(CLOUD, assembly, AgentMeterStack.NAME);
        Endpoints endpoints = new Endpoints(
                urlOf(Functions.INGEST, outputs),
                urlOf(Functions.QUERY, outputs),
                urlOf(Functions.REPORT, outputs),
                link -> URI.create(LocalStack.reachable(CLOUD, link.toString())));
        String table = Objects.requireNonNull(outputs.get("ControlTable"));
        io.agentmeter.scenario.Tokens tokens =
                new io.agentmeter.scenario.Tokens(newToken(table, Scope.INGEST), newToken(table, Scope.ADMIN));
        return new EndToEndScenario(endpoints, tokens, Duration.ofMinutes(3))
                .steps().stream()
                        .map(step -> DynamicTest.dynamicTest(
                                step.promise(), () -> step.check().run()));
    }

    private static void synthesize() {
        FunctionJars jars = switch (FunctionJars.in(Path.of(".."))) {
            case FunctionJars.Found(FunctionJars found) -> found;
            case FunctionJars.Missing missing -> throw new AssertionError(missing.message());
        };
        App app = CdkFlags.app().outdir(assembly.toString()).build();
        new AgentMeterStack(app, AgentMeterStack.NAME, DeploymentSettings.defaults(Front.FUNCTION_URLS), jars);
        app.synth();
    }

    private static URI urlOf(Functions function, Map<String, String> outputs) {
        String url = outputs.get(AgentMeterStack.functionUrlOutput(function));
        if (url == null) {
            throw new AssertionError("no address of " + function.label() + " among " + outputs.keySet());
        }
        return URI.create(LocalStack.reachable(CLOUD, url));
    }

    private static String newToken(String table, Scope scope) {
        Token token = Tokens.newToken(scope);
        StoredToken stored = new StoredToken(token.hash(), "scenario", Set.copyOf(List.of(scope)), Instant.now(), null);
        new DynamoDbTokenStore(new Clients(awsEnvironment()).dynamoDb(), table).save(stored);
        return token.secretText();
    }

    private static Map<String, String> awsEnvironment() {
        return Map.of(
                "AWS_ENDPOINT_URL", CLOUD.getEndpoint().toString(),
                "AWS_REGION", CLOUD.getRegion(),
                "AWS_ACCESS_KEY_ID", CLOUD.getAccessKey(),
                "AWS_SECRET_ACCESS_KEY", CLOUD.getSecretKey());
    }
}
