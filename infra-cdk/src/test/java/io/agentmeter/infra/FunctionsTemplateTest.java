package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Schedules;
import io.agentmeter.deployment.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The functions, and what makes them run.
class FunctionsTemplateTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(AGENTMETER_[A-Z_]+)` \\|");

    private final SynthesizedStack stack = SynthesizedStack.httpApi();

    @Test
    void everyFunctionOfTheTableIsDeployedAsTheTableSaysAndThereIsNoOther() {
        assertThat(stack.properties("AWS::Lambda::Function")).hasSameSizeAs(Functions.all());
        for (Functions entry : Functions.all()) {
            JsonNode function = stack.function(entry);
            assertThat(function.path("Handler").asText()).isEqualTo(entry.handler());
            assertThat(function.path("MemorySize").asInt()).isEqualTo(entry.memoryMegabytes());
            assertThat(function.path("Timeout").asInt()).isEqualTo(entry.timeoutSeconds());
        }
    }

    @Test
    void functionsRunOnArmWithTheNewestJavaFromSnapshotsAndLogAsJsonIntoALogThatExpires() {
        for (JsonNode function : stack.properties("AWS::Lambda::Function")) {
            assertThat(function.path("Runtime").asText()).isEqualTo("java25");
            assertThat(function.at("/Architectures/0").asText()).isEqualTo("arm64");
            assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
            assertThat(function.at("/LoggingConfig/LogFormat").asText()).isEqualTo("JSON");
            String log = function.at("/LoggingConfig/LogGroup/Ref").asText();
            assertThat(stack.template()
                            .path("Resources")
                            .path(log)
                            .at("/Properties/RetentionInDays")
                            .asInt())
                    .isEqualTo(30);
        }
    }

    @Test
    void noFunctionIsThereThatOnlyServesTheDeploymentItself() {
        assertThat(stack.template()
                        .path("Resources")
                        .valueStream()
                        .map(one -> one.path("Type").asText()))
                .noneMatch(type -> type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource"));
    }

    @Test
    void ingestCannotRunInMoreCopiesThanAllowed() {
        assertThat(stack.function(Functions.INGEST)
                        .path("ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(50);
    }

    @Test
    void functionsAreGivenOnlySettingsThatTheReferencePageNames() throws Exception {
        String page = Files.readString(Path.of("../docs/reference/settings.md"));
        Set<String> named = ROW.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toSet());
        Set<String> used = new HashSet<>();
        for (SynthesizedStack variant : Set.of(stack, SynthesizedStack.functionUrls())) {
            variant.properties("AWS::Lambda::Function")
                    .forEach(function ->
                            function.at("/Environment/Variables").fieldNames().forEachRemaining(used::add));
        }
        assertThat(used).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void streamsAreReadAsTheTableOfStreamsSays() {
        assertThat(stack.properties("AWS::Lambda::EventSourceMapping")).hasSameSizeAs(Streams.all());
        for (Streams.Subscription subscription : Streams.all()) {
            JsonNode mapping = stack.properties("AWS::Lambda::EventSourceMapping").stream()
                    .filter(one -> one.at("/FunctionName/Ref").asText().equals(stack.aliasOf(subscription.function())))
                    .findFirst()
                    .orElseThrow();
            assertThat(mapping.at("/EventSourceArn/Fn::GetAtt/0").asText()).isEqualTo(tableId(subscription.table()));
            assertThat(mapping.path("BatchSize").asInt()).isEqualTo(subscription.batchSize());
            assertThat(mapping.path("MaximumBatchingWindowInSeconds").asInt())
                    .isEqualTo(subscription.batchingWindowSeconds());
            assertThat(mapping.path("ParallelizationFactor").asInt()).isEqualTo(subscription.parallelizationFactor());
            assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(subscription.retries());
            assertThat(mapping.at("/FilterCriteria/Filters"))
                    .extracting(filter -> filter.path("Pattern").asText())
                    .containsExactlyElementsOf(subscription.filters());
        }
    }

    @Test
    void aStreamLosesNothingReadsFromItsStartAndPutsDownWhatFails() {
        String failures = stack.resources("AWS::SQS::Queue").keySet().iterator().next();
        assertThat(stack.resources("AWS::Lambda::EventSourceMapping").values()).allSatisfy(resource -> {
            JsonNode mapping = resource.path("Properties");
            assertThat(mapping.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
            assertThat(mapping.path("BisectBatchOnFunctionError").asBoolean()).isTrue();
            assertThat(mapping.at("/FunctionResponseTypes/0").asText()).isEqualTo("ReportBatchItemFailures");
            assertThat(mapping.at("/DestinationConfig/OnFailure/Destination/Fn::GetAtt/0")
                            .asText())
                    .isEqualTo(failures);
            assertThat(resource.path("DependsOn"))
                    .as("the grant to read must come first")
                    .anyMatch(id -> id.asText().contains("RoleDefaultPolicy"));
        });
    }

    @Test
    void noStreamHasMoreReadersThanAwsAllows() {
        Map<String, Long> readers = stack.properties("AWS::Lambda::EventSourceMapping").stream()
                .map(mapping -> mapping.at("/EventSourceArn/Fn::GetAtt/0").asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(readers.values()).allMatch(count -> count <= 2);
    }

    @Test
    void theClockStartsWhatTheTableOfSchedulesNamesAndKeepsWhatFails() {
        Map<String, String> expected = Schedules.all().stream()
                .collect(Collectors.toMap(
                        schedule -> stack.aliasOf(schedule.function()),
                        schedule -> schedule.everyMinutes() == 1
                                ? "rate(1 minute)"
                                : schedule.everyMinutes() == 24 * 60
                                        ? "rate(1 day)"
                                        : "rate(%d minutes)".formatted(schedule.everyMinutes())));
        Map<String, String> seen = stack.properties("AWS::Events::Rule").stream()
                .collect(Collectors.toMap(
                        rule -> rule.at("/Targets/0/Arn/Ref").asText(),
                        rule -> rule.path("ScheduleExpression").asText()));
        assertThat(seen).isEqualTo(expected);
        assertThat(stack.properties("AWS::Lambda::EventInvokeConfig"))
                .hasSameSizeAs(Schedules.all())
                .allMatch(config -> config.at("/DestinationConfig/OnFailure").isObject());
    }

    @Test
    void alarmsWatchWhatTheOperatorMustKnowAndStayWithinTheTenThatCostNothing() {
        Set<String> metrics = stack.properties("AWS::CloudWatch::Alarm").stream()
                .flatMap(alarm -> alarm.findValuesAsText("MetricName").stream())
                .collect(Collectors.toSet());
        assertThat(metrics)
                .contains(
                        "IteratorAge",
                        "ApproximateNumberOfMessagesVisible",
                        "CubesFailed",
                        "RecordsDamaged",
                        "AuditDifferences",
                        "BrakeUnavailable",
                        "5xx",
                        "Throttles",
                        "WriteThrottleEvents");
        assertThat(stack.properties("AWS::CloudWatch::Alarm"))
                .hasSizeLessThanOrEqualTo(10)
                .allSatisfy(alarm -> {
                    assertThat(alarm.path("AlarmActions")).hasSize(1);
                    assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching");
                });
        long late = stack.properties("AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> alarm.path("MetricName").asText().equals("IteratorAge"))
                .filter(alarm -> alarm.path("Threshold").asLong() == 900_000)
                .count();
        assertThat(late)
                .isEqualTo(Streams.all().stream()
                        .filter(one -> one.table() != Streams.Table.CONTROL)
                        .count());
    }

    private String tableId(Streams.Table table) {
        String part = switch (table) {
            case EVENTS -> "UsageEvents";
            case ROLLUPS -> "Rollups";
            case CONTROL -> "Control";
        };
        return stack.resources("AWS::DynamoDB::Table").keySet().stream()
                .filter(id -> id.startsWith("Tables" + part))
                .findFirst()
                .orElseThrow();
    }
}
