package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Lambda entry of the clock: sends what a sender that died had claimed, what a channel did not take, and
/// what had to wait.
public final class AlertSweepHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    /// A webhook is waited for 8 seconds; the rest is for noting what came of it.
    private static final int TIME_FOR_ONE_MORE_MS = 15_000;

    private final Alerts alerts;
    private final InstantSource clock;
    private final Metrics metrics;

    public AlertSweepHandler() {
        this(AlertWiring.sweep(LambdaEnvironment.current()), LambdaEnvironment.clock(), Metrics.of(AlertWiring.NAME));
    }

    AlertSweepHandler(Alerts alerts, InstantSource clock, Metrics metrics) {
        this.alerts = alerts;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        metrics.count(
                Metric.ALERTS_RESENT,
                alerts.sweep(clock.instant(), () -> context.getRemainingTimeInMillis() >= TIME_FOR_ONE_MORE_MS));
        return null;
    }
}
