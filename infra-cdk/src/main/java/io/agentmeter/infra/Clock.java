package io.agentmeter.infra;

import io.agentmeter.deployment.Schedules;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.constructs.Construct;

/// What runs on a clock, from the table of schedules. A run that fails is tried once more, then put into the failure
/// queue.
final class Clock extends Construct {
    Clock(Construct scope, DeployedFunctions functions, Failures failures) {
        super(scope, "Clock");
        for (Schedules.Schedule schedule : Schedules.all()) {
            MeterFunction function = functions.of(schedule.function());
            function.live()
                    .configureAsyncInvoke(EventInvokeConfigOptions.builder()
                            .retryAttempts(1)
                            .onFailure(new SqsDestination(failures.queue()))
                            .build());
            Rule.Builder.create(this, schedule.name())
                    .schedule(Schedule.rate(Duration.minutes(schedule.everyMinutes())))
                    .targets(List.of(LambdaFunction.Builder.create(function.live())
                            .retryAttempts(2)
                            .build()))
                    .build();
        }
    }
}
