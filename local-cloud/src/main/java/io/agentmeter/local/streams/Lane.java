package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.deployment.Streams.Subscription;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.lambda.FunctionFailure;
import io.agentmeter.local.lambda.Invoker;
import io.agentmeter.streams.BatchResult;
import io.agentmeter.streams.LaneQueue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One of a shard's concurrent deliverers: collects records into batches and hands them to the function, one batch at a
/// time, until each record is processed or given up. [LaneQueue] says what is next.
final class Lane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// What surrounds a lane.
    ///
    /// @param finished told about records that need no more work
    record Surroundings(
            String mapping,
            String shard,
            Subscription subscription,
            Invoker invoker,
            FailureDestination destination,
            Clock clock,
            Consumer<List<Delivery>> finished) {}

    private final Surroundings around;
    private final LaneQueue<Delivery> queue;
    private int failuresInARow;

    Lane(Surroundings around) {
        this.around = around;
        this.queue = new LaneQueue<>(around.subscription().retries());
    }

    /// Records that were read together may go out together.
    void add(List<Delivery> deliveries) {
        synchronized (queue) {
            queue.add(deliveries);
            queue.notifyAll();
        }
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                deliver(next());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} stopped", around.mapping());
        }
    }

    private List<Delivery> next() throws InterruptedException {
        synchronized (queue) {
            int batchSize = around.subscription().batchSize();
            while (queue.isEmpty()) {
                queue.wait();
            }
            if (!queue.hasOpenBatch()) {
                long until = System.nanoTime()
                        + TimeUnit.SECONDS.toNanos(around.subscription().batchingWindowSeconds());
                long millisLeft = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                while (queue.waiting() < batchSize && millisLeft > 0) {
                    queue.wait(millisLeft);
                    millisLeft = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                }
            }
            return queue.next(batchSize);
        }
    }

    private void deliver(List<Delivery> batch) throws InterruptedException {
        BatchResult result = invoke(batch);
        LaneQueue.Step<Delivery> step;
        synchronized (queue) {
            step = queue.answered(result, around.clock().instant());
        }
        around.finished().accept(step.finished());
        switch (step) {
            case LaneQueue.Step.Done<Delivery> _ -> failuresInARow = 0;
            case LaneQueue.Step.Again<Delivery> again -> pause(again.reason());
            case LaneQueue.Step.GiveUp<Delivery> given -> {
                if (!giveUp(given)) {
                    pause(given.reason());
                }
            }
        }
    }

    private BatchResult invoke(List<Delivery> records) throws InterruptedException {
        ObjectNode event = Json.object();
        ArrayNode list = event.putArray("Records");
        records.forEach(delivery -> list.add(delivery.record()));
        try {
            return BatchAnswer.read(
                    around.invoker().invoke(around.subscription().function(), Json.bytes(event)), records);
        } catch (FunctionFailure failure) {
            return new BatchResult.Failed(failure.getMessage());
        }
    }

    private boolean giveUp(LaneQueue.Step.GiveUp<Delivery> given) {
        int attempts = given.tooOld() ? -given.attempts() : given.attempts();
        try {
            around.destination().write(around.mapping(), around.shard(), given.records(), attempts, given.reason());
        } catch (IOException unkept) {
            // Without the file the records would be lost without a trace, so they are tried again instead.
            LOG.error("{} could not keep a batch that failed", around.mapping(), unkept);
            return false;
        }
        synchronized (queue) {
            queue.drop();
        }
        around.finished().accept(given.records());
        return true;
    }

    private void pause(String reason) throws InterruptedException {
        failuresInARow++;
        long doubled = FIRST_PAUSE.toMillis() << Math.min(failuresInARow - 1, 10);
        long millis = Math.min(doubled, LONGEST_PAUSE.toMillis());
        LOG.warn("{} tries again in about {} ms: {}", around.mapping(), millis, reason);
        Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
