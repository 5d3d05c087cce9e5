package io.agentmeter.functions.alert.watch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Lambda entry of the clock: looks around, and sends the day's summary when it is due.
public final class AlertWatchHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final WatchService service;
    private final InstantSource clock;
    private final Metrics metrics;

    public AlertWatchHandler() {
        this(WatchWiring.service(LambdaEnvironment.current()), LambdaEnvironment.clock(), Metrics.of(WatchWiring.NAME));
    }

    AlertWatchHandler(WatchService service, InstantSource clock, Metrics metrics) {
        this.service = service;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        metrics.count(Metric.ALERTS_SENT, service.look(clock.instant()));
        return null;
    }
}
