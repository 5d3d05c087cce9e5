package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.deployment.Streams.Subscription;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.lambda.Invoker;
import io.agentmeter.streams.FilterCriteria;
import io.agentmeter.streams.ShardLanes;
import io.agentmeter.streams.ShardProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Reads one shard from its checkpoint to its end and spreads the records over lanes, all records of one item to the
/// same lane.
final class ShardReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
    private static final int READ_AHEAD = 4_000;

    private final String name;
    private final String streamArn;
    private final String shard;
    private final DynamoDbStreamsClient client;
    private final Checkpoints checkpoints;
    private final ShardProgress progress = new ShardProgress();
    private final ShardLanes<Delivery> shardLanes;
    private final List<Lane> lanes = new ArrayList<>();
    private @Nullable String lastRead;
    private volatile boolean caughtUp;
    private volatile boolean stopped;

    ShardReader(
            String name,
            String streamArn,
            String shard,
            Subscription subscription,
            DynamoDbStreamsClient client,
            Checkpoints checkpoints,
            Invoker invoker,
            FailureDestination destination,
            Clock clock) {
        this.name = name;
        this.streamArn = streamArn;
        this.shard = shard;
        this.client = client;
        FilterCriteria filter = new FilterCriteria(subscription.filters());
        this.shardLanes = new ShardLanes<>(
                subscription.parallelizationFactor(), delivery -> filter.matches(delivery.record()), progress);
        this.checkpoints = checkpoints;
        this.lastRead = checkpoints.after(shard).orElse(null);
        Lane.Surroundings around =
                new Lane.Surroundings(name, shard, subscription, invoker, destination, clock, this::finish);
        for (int lane = 0; lane < subscription.parallelizationFactor(); lane++) {
            lanes.add(new Lane(around));
        }
    }

    /// Whether everything that was in the shard at the last look is processed.
    boolean isCaughtUp() {
        return caughtUp && progress.outstanding() == 0;
    }

    /// Makes the thread that runs this reader end soon.
    void stop(Thread runner) {
        stopped = true;
        runner.interrupt();
    }

    @Override
    public void run() {
        List<Thread> threads = lanes.stream()
                .map(lane -> Thread.ofVirtual().name(name + "-lane").start(lane))
                .toList();
        try {
            readToTheEnd();
            while (progress.outstanding() > 0) {
                progress.awaitFewerThan(1, AFTER_FAULT);
            }
            checkpoints.finish(shard);
        } catch (InterruptedException stopped) {
            LOG.debug("{} stopped reading {}", name, shard);
        } finally {
            end(threads);
        }
    }

    private static void end(List<Thread> threads) {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(AFTER_FAULT);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void readToTheEnd() throws InterruptedException {
        Optional<String> iterator = Optional.empty();
        while (true) {
            try {
                if (iterator.isEmpty()) {
                    iterator = Optional.of(iterator());
                }
                GetRecordsResponse answer = client.getRecords(GetRecordsRequest.builder()
                        .shardIterator(iterator.get())
                        .limit(1_000)
                        .build());
                spread(answer.records());
                caughtUp = answer.records().isEmpty();
                if (answer.nextShardIterator() == null) {
                    return;
                }
                iterator = Optional.of(answer.nextShardIterator());
                if (caughtUp) {
                    Thread.sleep(IDLE);
                }
                while (progress.outstanding() >= READ_AHEAD) {
                    progress.awaitFewerThan(READ_AHEAD, AFTER_FAULT);
                }
            } catch (TrimmedDataAccessException trimmed) {
                if (lastRead != null) {
                    LOG.warn(
                            "{}: the records after {} in {} are gone; reading from what is left",
                            name,
                            lastRead,
                            shard);
                    lastRead = null;
                }
                // DynamoDB Local says so once of a new stream, too, where nothing is lost.
                iterator = Optional.empty();
                Thread.sleep(IDLE);
            } catch (SdkException fault) {
                if (stopped) {
                    // The client turns an interrupt into a fault of its own.
                    throw new InterruptedException();
                }
                LOG.warn("{} could not read {}: {}", name, shard, fault.getMessage());
                iterator = Optional.empty();
                Thread.sleep(AFTER_FAULT);
            }
        }
    }

    private String iterator() {
        if (lastRead != null) {
            try {
                return iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, lastRead);
            } catch (DynamoDbException refused) {
                if (refused.statusCode() >= 500) {
                    throw refused;
                }
                LOG.warn("{} cannot go on after {} in {}: reading from the oldest record", name, lastRead, shard);
                lastRead = null;
            }
        }
        return iterator(ShardIteratorType.TRIM_HORIZON, null);
    }

    private String iterator(ShardIteratorType type, @Nullable String sequenceNumber) {
        return client.getShardIterator(GetShardIteratorRequest.builder()
                        .streamArn(streamArn)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(sequenceNumber)
                        .build())
                .shardIterator();
    }

    private void spread(List<Record> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Delivery> deliveries = records.stream().map(this::delivery).toList();
        lastRead = deliveries.getLast().sequenceNumber();
        ShardLanes.Spread<Delivery> spread = shardLanes.read(deliveries);
        spread.checkpoint().ifPresent(checkpoint -> checkpoints.advance(shard, checkpoint));
        for (int lane = 0; lane < lanes.size(); lane++) {
            lanes.get(lane).add(spread.perLane().get(lane));
        }
    }

    private Delivery delivery(Record record) {
        ObjectNode json = StreamRecordJson.write(record, streamArn);
        return new Delivery(
                record.dynamodb().sequenceNumber(),
                json.get("dynamodb").get("Keys").toString(),
                json,
                Json.bytes(json).length,
                record.dynamodb().approximateCreationDateTime());
    }

    private void finish(List<Delivery> deliveries) {
        shardLanes.finish(deliveries).ifPresent(checkpoint -> checkpoints.advance(shard, checkpoint));
    }
}
