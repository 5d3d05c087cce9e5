package io.agentmeter.simulator;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.agentmeter.functions.aggregate.AggregateHandler;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.events.EventStore;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.rollups.RollupStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The code under test. The real one is the product's; tests plant bugs in it to see that they are found.
///
/// @param events what stands between the ingest service and the product's own event store
/// @param rollups what stands between the aggregator and the table; one for each invocation
/// @param counting made once for each run
record Product(UnaryOperator<EventStore> events, UnaryOperator<RollupStore> rollups, Supplier<Counting> counting) {
    static final Product REAL =
            new Product(UnaryOperator.identity(), UnaryOperator.identity(), () -> Product::aggregate);

    Product withEvents(UnaryOperator<EventStore> other) {
        return new Product(other, rollups, counting);
    }

    Product withRollups(UnaryOperator<RollupStore> other) {
        return new Product(events, other, counting);
    }

    Product withCounting(Supplier<Counting> other) {
        return new Product(events, rollups, other);
    }

    /// Counts one batch of stream records.
    @FunctionalInterface
    interface Counting {
        StreamsEventResponse count(String shard, List<StreamRecord> batch, RollupStore rollups, Folding folding);
    }

    static StreamsEventResponse aggregate(
            String shard, List<StreamRecord> batch, RollupStore rollups, Folding folding) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(batch.stream().map(StreamRecord::record).toList());
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        AggregateHandler handler = AggregateHandler.of(
                new AggregateService(rollups, folding),
                Log.to(Product::expectNoDamage, "aggregate", clock),
                Metrics.to(_ -> {}, "aggregate", clock));
        return handler.handleRequest(event, new SimulatedContext());
    }

    /// A record that cannot be read or a session that is refused is a bug: nothing in a history is damaged.
    private static void expectNoDamage(String line) {
        if (!line.contains("batch_given_back")) {
            throw new IllegalStateException(line);
        }
    }
}
