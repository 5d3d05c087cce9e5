package io.agentmeter.functions.aggregate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.InMemoryRateLimitHits;
import io.agentmeter.functions.library.control.RateLimitHits;
import io.agentmeter.functions.library.events.EventImage;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lambda entry of the events stream. A batch that could not be written is given back from its first record on.
public final class AggregateHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    record Parts(AggregateService service, RateLimitHits hits) {}

    private final Parts parts;
    private final AggregateLog log;

    public AggregateHandler() {
        this(AggregateWiring.parts(LambdaEnvironment.current()), AggregateLog.standard());
    }

    AggregateHandler(Parts parts, AggregateLog log) {
        this.parts = parts;
        this.log = log;
    }

    /// The handler in other surroundings than Lambda's.
    public static AggregateHandler of(AggregateService service, Log log, Metrics metrics) {
        return of(service, new InMemoryRateLimitHits(), log, metrics);
    }

    public static AggregateHandler of(AggregateService service, RateLimitHits hits, Log log, Metrics metrics) {
        return new AggregateHandler(new Parts(service, hits), new AggregateLog(log, metrics));
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
            // First, so that a batch that is given back has told them; they are few, and again is no harm.
            events.stream().map(RateLimits::of).flatMap(Optional::stream).forEach(parts.hits()::record);
            parts.service().aggregate(events).forEach(log::refused);
            return new StreamsEventResponse(List.of());
        } catch (StoreUnavailable e) {
            log.givenBack(events.size(), e);
            return new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure(
                    batch.getRecords().getFirst().getDynamodb().getSequenceNumber())));
        }
    }
}
