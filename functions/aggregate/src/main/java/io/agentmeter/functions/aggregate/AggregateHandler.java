package io.agentmeter.functions.aggregate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.events.EventImage;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import java.util.ArrayList;
import java.util.List;

/// Lambda entry of the events stream. A batch that could not be written is given back from its first record on.
public final class AggregateHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final AggregateService service;
    private final AggregateLog log;

    public AggregateHandler() {
        this(AggregateWiring.service(LambdaEnvironment.current()), AggregateLog.standard());
    }

    AggregateHandler(AggregateService service, AggregateLog log) {
        this.service = service;
        this.log = log;
    }

    /// The handler in other surroundings than Lambda's.
    public static AggregateHandler of(AggregateService service, Log log, Metrics metrics) {
        return new AggregateHandler(service, new AggregateLog(log, metrics));
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        List<UsageEvent> events = new ArrayList<>();
        for (DynamodbStreamRecord record : batch.getRecords()) {
            switch (EventImage.of(record)) {
                case EventImage.Stored(UsageEvent event) -> events.add(event);
                case EventImage.Removed _ -> {}
                // A damaged record would stop its shard for a day; it is named and passed over, and an audit finds it.
                case EventImage.Damaged(String key, String reason) -> log.damaged(key, reason);
            }
        }
        try {
            service.aggregate(events).forEach(log::refused);
            return new StreamsEventResponse(List.of());
        } catch (StoreUnavailable e) {
            log.givenBack(events.size(), e);
            return new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure(
                    batch.getRecords().getFirst().getDynamodb().getSequenceNumber())));
        }
    }
}
