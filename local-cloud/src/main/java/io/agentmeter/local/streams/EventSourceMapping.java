package io.agentmeter.local.streams;

import io.agentmeter.deployment.Streams.Subscription;
import io.agentmeter.local.dynamodb.Tables;
import io.agentmeter.local.lambda.Invoker;
import io.agentmeter.streams.ShardOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Lambda's poller for one subscription: finds the stream's shards, reads each parent before its children, and keeps
/// its place on
/// disk. Delivery is at least once.
public final class EventSourceMapping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSourceMapping.class);
    private static final Duration BETWEEN_DISCOVERIES = Duration.ofSeconds(2);

    private record Reading(ShardReader reader, Thread thread) {}

    private final String name;
    private final String streamArn;
    private final Subscription subscription;
    private final DynamoDbStreamsClient client;
    private final Invoker invoker;
    private final FailureDestination destination;
    private final Clock clock;
    private final Checkpoints checkpoints;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Thread discovery;
    private volatile boolean discovered;
    private volatile boolean stopped;

    private EventSourceMapping(
            Subscription subscription,
            String streamArn,
            DynamoDbStreamsClient client,
            Path folder,
            Invoker invoker,
            FailureDestination destination,
            Clock clock) {
        this.name = Tables.name(subscription.table()) + "-"
                + subscription.function().label();
        this.streamArn = streamArn;
        this.subscription = subscription;
        this.client = client;
        this.invoker = invoker;
        this.destination = destination;
        this.clock = clock;
        this.checkpoints = Checkpoints.open(folder.resolve(name + ".json"), streamArn);
        this.discovery = Thread.ofVirtual().name(name).unstarted(this::discover);
    }

    /// Starts reading in the background.
    ///
    /// @param folder where the positions are kept
    public static EventSourceMapping start(
            Subscription subscription,
            DynamoDbClient tables,
            DynamoDbStreamsClient streams,
            Path folder,
            Invoker invoker,
            FailureDestination destination,
            Clock clock) {
        String table = Tables.name(subscription.table());
        String streamArn = tables.describeTable(
                        DescribeTableRequest.builder().tableName(table).build())
                .table()
                .latestStreamArn();
        EventSourceMapping mapping =
                new EventSourceMapping(subscription, streamArn, streams, folder, invoker, destination, clock);
        mapping.discovery.start();
        return mapping;
    }

    /// Whether everything that was in the stream at the last look is processed.
    public boolean isCaughtUp() {
        return discovered
                && readings.values().stream()
                        .allMatch(reading -> reading.reader().isCaughtUp());
    }

    private void discover() {
        try {
            while (!stopped) {
                try {
                    startReaders(shards());
                    discovered = true;
                } catch (SdkException fault) {
                    LOG.warn("{} could not look for shards: {}", name, fault.getMessage());
                }
                Thread.sleep(BETWEEN_DISCOVERIES);
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} stopped looking for shards", name);
        }
    }

    private void startReaders(List<Shard> shards) {
        Set<String> existing = new HashSet<>();
        shards.forEach(shard -> existing.add(shard.shardId()));
        checkpoints.keepOnly(existing);
        readings.values().removeIf(reading -> !reading.thread().isAlive());
        List<ShardOrder.Shard> known = shards.stream()
                .map(shard -> new ShardOrder.Shard(shard.shardId(), shard.parentShardId()))
                .toList();
        for (String shard : ShardOrder.readable(known, checkpoints::isFinished)) {
            if (!readings.containsKey(shard)) {
                readings.put(shard, read(shard));
            }
        }
    }

    private Reading read(String shard) {
        ShardReader reader =
                new ShardReader(name, streamArn, shard, subscription, client, checkpoints, invoker, destination, clock);
        return new Reading(reader, Thread.ofVirtual().name(name + "-reader").start(reader));
    }

    private List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        @Nullable String from = null;
        do {
            DescribeStreamResponse page = client.describeStream(DescribeStreamRequest.builder()
                    .streamArn(streamArn)
                    .exclusiveStartShardId(from)
                    .build());
            shards.addAll(page.streamDescription().shards());
            from = page.streamDescription().lastEvaluatedShardId();
        } while (from != null);
        return shards;
    }

    /// Stops reading and waits a moment for what is being processed; what did not finish is delivered again next
    /// time.
    @Override
    public void close() {
        stopped = true;
        discovery.interrupt();
        try {
            discovery.join(Duration.ofSeconds(1));
            readings.values().forEach(reading -> reading.reader().stop(reading.thread()));
            for (Reading reading : readings.values()) {
                reading.thread().join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
