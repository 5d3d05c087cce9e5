package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Streams;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/// What must wake somebody: counting falls behind, something could not be processed, answers fail, requests are turned
/// away.
/// At most ten, because ten alarms cost nothing.
final class Alarms extends Construct {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final int ROLLUPS_THROTTLED = 10;
    private static final double QUARTER_HOUR_IN_MILLIS = 15 * 60 * 1000;

    private final SnsAction tell;

    Alarms(
            Construct scope,
            DeployedFunctions functions,
            Tables tables,
            Failures failures,
            AlertTopics topics,
            Optional<HttpFront> front) {
        super(scope, "Alarms");
        this.tell = new SnsAction(topics.operations());
        for (Streams.Subscription subscription : Streams.all()) {
            // An audit that was ordered may wait for the one before it; whoever ordered it sees that.
            if (subscription.table() == Streams.Table.CONTROL) {
                continue;
            }
            MeterFunction reader = functions.of(subscription.function());
            String label = subscription.function().label();
            Metric age = reader.live().metric("IteratorAge", options("Maximum"));
            alarm(
                    "Behind-" + label,
                    age,
                    QUARTER_HOUR_IN_MILLIS,
                    label + " is more than 15 minutes behind its stream.");
        }
        Metric failed = failures.queue().metricApproximateNumberOfMessagesVisible(options("Maximum"));
        alarm("Failures", failed, 0, "Something could not be processed and lies in the failure queue.");
        alarm("CubesFailed", counted("CubesFailed", Functions.CUBES), 0, "Day cubes could not be written.");
        Metric damaged = counted("RecordsDamaged", Functions.AGGREGATE);
        alarm("RecordsDamaged", damaged, 0, "A stored event could not be read; it is not counted.");
        alarm(
                "AuditDifferences",
                counted("AuditDifferences", Functions.AUDIT_SWEEP),
                0,
                "Rollups or cubes are not what the events say. Look with: agentmeter audit --day D");
        Metric ingestThrottles = functions.of(Functions.INGEST).live().metricThrottles(options("Sum"));
        alarm("IngestThrottled", ingestThrottles, 0, "Ingest is at its concurrency cap; agents are told to try again.");
        front.ifPresent(http ->
                alarm("ServerErrors", http.api().metricServerError(options("Sum")), 5, "The API answers with 5xx."));
        alarm(
                "WritesThrottled",
                throttles(tables),
                ROLLUPS_THROTTLED,
                "Writes to UsageEvents or Rollups are throttled.");
        alarm(
                "BrakeUnavailable",
                counted("BrakeUnavailable", Functions.INGEST),
                0,
                "Agents were answered without knowing what is spent; each budget's onUnavailable held.");
    }

    /// What a function counts itself, in the embedded metric format.
    private static Metric counted(String name, Functions function) {
        return Metric.Builder.create()
                .namespace("AgentMeter")
                .metricName(name)
                .dimensionsMap(Map.of("function", function.label()))
                .statistic("Sum")
                .period(FIVE_MINUTES)
                .build();
    }

    /// A rollup that is written often is tried again on another row, so ten are nothing; of events one is too many.
    private static MathExpression throttles(Tables tables) {
        return MathExpression.Builder.create()
                .expression("11 * events + rollups")
                .usingMetrics(
                        Map.of("events", writeThrottles(tables.events()), "rollups", writeThrottles(tables.rollups())))
                .period(FIVE_MINUTES)
                .build();
    }

    private static Metric writeThrottles(Table table) {
        return Metric.Builder.create()
                .namespace("AWS/DynamoDB")
                .metricName("WriteThrottleEvents")
                .dimensionsMap(Map.of("TableName", table.getTableName()))
                .statistic("Sum")
                .period(FIVE_MINUTES)
                .build();
    }

    private void alarm(String id, IMetric metric, double above, String meaning) {
        Alarm alarm = Alarm.Builder.create(this, id)
                .alarmDescription(meaning)
                .metric(metric)
                .threshold(above)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(tell);
        alarm.addOkAction(tell);
    }

    private static MetricOptions options(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(FIVE_MINUTES).build();
    }
}
