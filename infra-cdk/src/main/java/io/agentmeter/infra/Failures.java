package io.agentmeter.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// Where whatever could not be processed is put down: stream batches that ran out of retries, scheduled runs that
/// failed.
/// It is empty when all is well; anything in it is an alarm.
final class Failures extends Construct {
    private final Queue queue;

    Failures(Construct scope) {
        super(scope, "Failures");
        this.queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Suppressions.accept(
                queue,
                "AwsSolutions-SQS3",
                "It is itself where failures end; an alarm watches it, nothing reads from it.");
    }

    Queue queue() {
        return queue;
    }

    /// Lets a function's stream reader put a failed batch down.
    void acceptFrom(MeterFunction function) {
        function.allow(List.of("sqs:SendMessage"), queue.getQueueArn());
    }
}
