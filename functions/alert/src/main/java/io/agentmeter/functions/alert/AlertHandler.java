package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Lambda entry of the rollups stream. A batch that could not be looked at is given back from its first record on; what
/// was sent is not sent again.
public final class AlertHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final AlertService service;
    private final InstantSource clock;
    private final Log log;
    private final Metrics metrics;

    public AlertHandler() {
        this(
                AlertWiring.service(LambdaEnvironment.current()),
                LambdaEnvironment.clock(),
                Log.of(AlertWiring.NAME),
                Metrics.of(AlertWiring.NAME));
    }

    AlertHandler(AlertService service, InstantSource clock, Log log, Metrics metrics) {
        this.service = service;
        this.clock = clock;
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        List<RowChange> changes = batch.getRecords().stream()
                .map(RowChange::of)
                .flatMap(Optional::stream)
                .toList();
        try {
            metrics.count(Metric.ALERTS_SENT, service.evaluate(changes, clock.instant()));
            return new StreamsEventResponse(List.of());
        } catch (StoreUnavailable e) {
            log.error("batch_given_back").with("rows", changes.size()).fault(e).write();
            metrics.count(Metric.BATCH_FAILURES, 1);
            return new StreamsEventResponse(List.of(new BatchItemFailure(
                    batch.getRecords().getFirst().getDynamodb().getSequenceNumber())));
        }
    }
}
