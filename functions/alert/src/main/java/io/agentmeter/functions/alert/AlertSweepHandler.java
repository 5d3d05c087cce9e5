package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Lambda entry of the clock: sends what a sender that died had claimed.
public final class AlertSweepHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final AlertService service;
    private final InstantSource clock;
    private final Metrics metrics;

    public AlertSweepHandler() {
        this(AlertWiring.service(LambdaEnvironment.current()), InstantSource.system(), Metrics.of(AlertWiring.NAME));
    }

    AlertSweepHandler(AlertService service, InstantSource clock, Metrics metrics) {
        this.service = service;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        metrics.count(Metric.ALERTS_RESENT, service.sweep(clock.instant()));
        return null;
    }
}
