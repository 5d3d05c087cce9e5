package io.agentmeter.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.deployment.Functions;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/// The stack as CloudFormation would get it, synthesized once for all tests because starting CDK takes seconds.
///
/// @param findings what cdk-nag holds against it
record SynthesizedStack(JsonNode template, List<String> findings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class Http {
        private static final SynthesizedStack STACK = synthesize(Front.HTTP_API);
    }

    private static final class Urls {
        private static final SynthesizedStack STACK = synthesize(Front.FUNCTION_URLS);
    }

    /// The variant for AWS.
    static SynthesizedStack httpApi() {
        return Http.STACK;
    }

    /// The variant for LocalStack.
    static SynthesizedStack functionUrls() {
        return Urls.STACK;
    }

    /// Resources of one type by their logical id.
    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        template.path("Resources").properties().forEach(entry -> {
            if (entry.getValue().path("Type").asText().equals(type)) {
                found.put(entry.getKey(), entry.getValue());
            }
        });
        return found;
    }

    /// Properties of every resource of one type.
    List<JsonNode> properties(String type) {
        return resources(type).values().stream()
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    /// Logical id of a table's function.
    String idOf(Functions function) {
        return resources("AWS::Lambda::Function").entrySet().stream()
                .filter(entry -> entry.getValue()
                        .path("Properties")
                        .path("Description")
                        .asText()
                        .equals("AgentMeter " + function.label()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no function " + function.label()));
    }

    JsonNode function(Functions function) {
        return template.path("Resources").path(idOf(function)).path("Properties");
    }

    /// Logical id of the alias through which a function is called.
    String aliasOf(Functions function) {
        String id = idOf(function);
        return resources("AWS::Lambda::Alias").entrySet().stream()
                .filter(entry -> entry.getValue()
                        .at("/Properties/FunctionName/Ref")
                        .asText()
                        .equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no alias of " + function.label()));
    }

    @SuppressWarnings("deprecation") // what the CDK answers with is marked so, and nothing else is there
    private static SynthesizedStack synthesize(Front front) {
        if (!NodeRuntime.isPresent(System.getenv())) {
            throw new IllegalStateException(NodeRuntime.MISSING);
        }
        App app = CdkFlags.app().build();
        DeploymentSettings settings = settings(front);
        AgentMeterStack stack = new AgentMeterStack(app, AgentMeterStack.NAME, settings, placeholders());
        Aspects.of(app).add(new AwsSolutionsChecks());
        JsonNode template = JSON.valueToTree(Template.fromStack(stack).toJSON());
        Annotations notes = Annotations.fromStack(stack);
        List<String> findings = Stream.of(
                        notes.findError("*", Match.anyValue()), notes.findWarning("*", Match.anyValue()))
                .flatMap(List::stream)
                .map(message -> message.getId() + ": " + message.getEntry().getData())
                .toList();
        return new SynthesizedStack(template, findings);
    }

    private static DeploymentSettings settings(Front front) {
        Map<String, Object> context = Map.of(
                "front", front.label(),
                "alertEmails", "ann@example.com,bob@example.com",
                "alertPhones", "+41791234567",
                "dailyThresholds", "all=50");
        return switch (SettingsReading.of(context::get)) {
            case SettingsReading.Readable(DeploymentSettings settings) -> settings;
            case SettingsReading.Refused(List<String> problems) -> throw new AssertionError(problems);
        };
    }

    // What is in the jars makes no difference to a template, so the tests need no build of the functions.
    private static FunctionJars placeholders() {
        try {
            Path repository = Files.createTempDirectory("placeholder-jars");
            for (Functions function : Functions.all()) {
                Path folder = repository.resolve("functions/%s/target".formatted(function.module()));
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(function.module() + ".jar"), "placeholder of " + function.module());
            }
            return switch (FunctionJars.in(repository)) {
                case FunctionJars.Found(FunctionJars jars) -> jars;
                case FunctionJars.Missing missing -> throw new AssertionError(missing.message());
            };
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
