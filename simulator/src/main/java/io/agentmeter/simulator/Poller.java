package io.agentmeter.simulator;

import io.agentmeter.streams.BatchResult;
import io.agentmeter.streams.LaneQueue;
import io.agentmeter.streams.ShardLanes;
import io.agentmeter.streams.ShardOrder;
import io.agentmeter.streams.ShardProgress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lambda's poller over the simulated stream, by the rules of [io.agentmeter.streams]. Its checkpoints survive a
/// restart, what is in its lanes does not.
final class Poller {
    private static final class Lane {
        private final LaneQueue<StreamRecord> queue = new LaneQueue<>(-1);
        private @Nullable Invocation running;
    }

    private final class Reading {
        private final SimulatedStream.Shard shard;
        private final ShardProgress progress = new ShardProgress();
        private final ShardLanes<StreamRecord> spread = new ShardLanes<>(laneCount, wanted, progress);
        private final List<Lane> lanes = new ArrayList<>();
        private int position;

        Reading(SimulatedStream.Shard shard) {
            this.shard = shard;
            for (int lane = 0; lane < laneCount; lane++) {
                lanes.add(new Lane());
            }
            position = processed(shard);
        }

        boolean isAtEnd() {
            return position == shard.records().size();
        }
    }

    private final SimulatedStream stream;
    private final int laneCount;
    private final int batchSize;
    private final Predicate<StreamRecord> wanted;
    private final Chance chance;
    private final Tally tally;
    private final InstantSource clock;
    private final BiFunction<String, List<StreamRecord>, Invocation> invoke;
    private final Map<String, String> checkpoints = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final Map<String, Reading> readings = new LinkedHashMap<>();

    Poller(
            SimulatedStream stream,
            int laneCount,
            int batchSize,
            Predicate<StreamRecord> wanted,
            Chance chance,
            Tally tally,
            InstantSource clock,
            BiFunction<String, List<StreamRecord>, Invocation> invoke) {
        this.stream = stream;
        this.laneCount = laneCount;
        this.batchSize = batchSize;
        this.wanted = wanted;
        this.chance = chance;
        this.tally = tally;
        this.clock = clock;
        this.invoke = invoke;
    }

    /// Adds what this poller could do next.
    void offer(List<Runnable> options) {
        openShards();
        for (Reading reading : readings.values()) {
            if (!reading.isAtEnd()) {
                options.add(() -> read(reading));
            }
            for (Lane lane : reading.lanes) {
                Invocation running = lane.running;
                if (running == null) {
                    if (!lane.queue.isEmpty()) {
                        options.add(() -> start(reading, lane));
                    }
                } else if (running.isOver()) {
                    options.add(() -> answered(reading, lane, running));
                }
            }
        }
    }

    /// Leaves the shards that are done and takes up those that may be read, until there are no more of either: a
    /// shard may be empty and done at once.
    private void openShards() {
        boolean changed = true;
        while (changed) {
            changed = readings.values().removeIf(reading -> {
                boolean done = reading.shard.isClosed() && reading.isAtEnd() && reading.progress.outstanding() == 0;
                if (done) {
                    finished.add(reading.shard.id());
                }
                return done;
            });
            for (String id : ShardOrder.readable(stream.order(), finished::contains)) {
                if (!readings.containsKey(id)) {
                    readings.put(id, new Reading(stream.shard(id)));
                    changed = true;
                }
            }
        }
    }

    private void read(Reading reading) {
        int to = Math.min(reading.shard.records().size(), reading.position + 1 + chance.below(2 * batchSize));
        List<StreamRecord> records = List.copyOf(reading.shard.records().subList(reading.position, to));
        reading.position = to;
        ShardLanes.Spread<StreamRecord> spread = reading.spread.read(records);
        spread.checkpoint().ifPresent(checkpoint -> checkpoints.put(reading.shard.id(), checkpoint));
        for (int lane = 0; lane < laneCount; lane++) {
            reading.lanes.get(lane).queue.add(spread.perLane().get(lane));
        }
    }

    private void start(Reading reading, Lane lane) {
        List<StreamRecord> batch = lane.queue.next(1 + chance.below(batchSize));
        batch.forEach(_ -> tally.count(Happening.RECORDS_DELIVERED));
        lane.running = invoke.apply(reading.shard.id(), batch);
    }

    private void answered(Reading reading, Lane lane, Invocation invocation) {
        lane.running = null;
        BatchResult result = invocation.result();
        switch (result) {
            case BatchResult.Processed _ -> {}
            case BatchResult.FailedFrom _ -> tally.count(Happening.BATCH_GIVEN_BACK);
            case BatchResult.Failed _ -> tally.count(Happening.BATCH_SPLIT);
        }
        LaneQueue.Step<StreamRecord> step = lane.queue.answered(result, clock.instant());
        if (step instanceof LaneQueue.Step.GiveUp<StreamRecord>) {
            throw new IllegalStateException("a history is shorter than the stream remembers");
        }
        reading.spread.finish(step.finished()).ifPresent(checkpoint -> checkpoints.put(reading.shard.id(), checkpoint));
    }

    /// How many of a shard's records are processed: the ones that may come again out of order.
    int processed(SimulatedStream.Shard shard) {
        String checkpoint = checkpoints.getOrDefault(shard.id(), "");
        int count = 0;
        while (count < shard.records().size()
                && shard.records().get(count).sequenceNumber().compareTo(checkpoint) <= 0) {
            count++;
        }
        return count;
    }

    /// Starts again from the checkpoints. Whoever was running is forgotten and does not know it.
    void restart() {
        readings.values()
                .forEach(reading -> reading.lanes.forEach(lane -> {
                    if (lane.running != null) {
                        lane.running.caller().giveUp();
                    }
                }));
        readings.clear();
    }
}
