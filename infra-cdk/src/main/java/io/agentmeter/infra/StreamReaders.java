package io.agentmeter.infra;

import io.agentmeter.deployment.Streams;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterCriteriaProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.OnFailureProperty;
import software.constructs.Construct;

/// Who reads which table's stream, from the table of streams. Nothing is skipped: reading starts at the oldest record,
/// a failing
/// batch is cut in half until only what fails is left, and what never succeeds ends in the failure queue.
final class StreamReaders extends Construct {
    StreamReaders(Construct scope, Tables tables, DeployedFunctions functions, Failures failures) {
        super(scope, "StreamReaders");
        for (Streams.Subscription subscription : Streams.all()) {
            MeterFunction reader = functions.of(subscription.function());
            read(subscription, tables.of(subscription.table()), reader, failures);
        }
    }

    private void read(Streams.Subscription subscription, Table table, MeterFunction reader, Failures failures) {
        String stream =
                Objects.requireNonNull(table.getTableStreamArn(), () -> subscription.table() + " has no stream");
        reader.allow(List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"), stream);
        reader.allow(List.of("dynamodb:ListStreams"), "*");
        Suppressions.accept(
                reader.role(),
                "AwsSolutions-IAM5",
                "^Resource::\\*$",
                "dynamodb:ListStreams knows no narrower resource.");
        failures.acceptFrom(reader);
        CfnEventSourceMapping mapping = CfnEventSourceMapping.Builder.create(
                        this,
                        "%s-%s"
                                .formatted(
                                        subscription.table(),
                                        subscription.function().label()))
                .eventSourceArn(stream)
                .functionName(reader.live().getFunctionArn())
                .startingPosition("TRIM_HORIZON")
                .batchSize(subscription.batchSize())
                .maximumBatchingWindowInSeconds(subscription.batchingWindowSeconds())
                .parallelizationFactor(subscription.parallelizationFactor())
                .maximumRetryAttempts(subscription.retries())
                .bisectBatchOnFunctionError(true)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .filterCriteria(filters(subscription.filters()))
                .destinationConfig(DestinationConfigProperty.builder()
                        .onFailure(OnFailureProperty.builder()
                                .destination(failures.queue().getQueueArn())
                                .build())
                        .build())
                .build();
        // The mapping is refused unless the role may already read the stream.
        mapping.getNode().addDependency(reader.role());
    }

    private static FilterCriteriaProperty filters(List<String> patterns) {
        return FilterCriteriaProperty.builder()
                .filters(patterns.stream()
                        .map(pattern ->
                                FilterProperty.builder().pattern(pattern).build())
                        .toList())
                .build();
    }
}
