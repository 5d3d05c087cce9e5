package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.deployment.Streams.Subscription;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.lambda.FunctionFailure;
import io.agentmeter.local.lambda.Invoker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One of a shard's concurrent deliverers: collects records into batches and hands them to the function, one batch at a
/// time,
/// until each record is processed or given up.
///
/// Retries follow Lambda: a batch that fails as a whole is split in two, which does not count as a retry; one that
/// reports its
/// failed records goes on from the first of them.
final class Lane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_BYTES = 6_000_000;
    private static final Duration OLDEST = Duration.ofHours(24);
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

    private record Piece(List<Delivery> records, int attempts) {}

    private final Surroundings around;
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private int failuresInARow;

    Lane(Surroundings around) {
        this.around = around;
    }

    /// Records that were read together may go out together.
    void add(List<Delivery> deliveries) {
        synchronized (queue) {
            queue.addAll(deliveries);
            queue.notifyAll();
        }
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                deliver(collect());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} stopped", around.mapping());
        }
    }

    private List<Delivery> collect() throws InterruptedException {
        synchronized (queue) {
            while (queue.isEmpty()) {
                queue.wait();
            }
            long until = System.nanoTime()
                    + TimeUnit.SECONDS.toNanos(around.subscription().batchingWindowSeconds());
            long millisLeft = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            while (queue.size() < around.subscription().batchSize() && millisLeft > 0) {
                queue.wait(millisLeft);
                millisLeft = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
            List<Delivery> batch = new ArrayList<>();
            int bytes = 0;
            while (!queue.isEmpty()
                    && batch.size() < around.subscription().batchSize()
                    && (batch.isEmpty() || bytes + queue.getFirst().bytes() <= MOST_BYTES)) {
                bytes += queue.getFirst().bytes();
                batch.add(queue.removeFirst());
            }
            return batch;
        }
    }

    private void deliver(List<Delivery> batch) throws InterruptedException {
        Deque<Piece> pieces = new ArrayDeque<>(List.of(new Piece(batch, 0)));
        while (!pieces.isEmpty()) {
            Piece piece = pieces.pop();
            switch (invoke(piece.records())) {
                case BatchResult.Processed() -> {
                    failuresInARow = 0;
                    around.finished().accept(piece.records());
                }
                case BatchResult.FailedFrom(int index, String reason) -> {
                    List<Delivery> rest =
                            piece.records().subList(index, piece.records().size());
                    around.finished().accept(piece.records().subList(0, index));
                    retry(pieces, new Piece(rest, index == 0 ? piece.attempts() + 1 : 1), reason);
                }
                case BatchResult.Failed(String reason)
                when piece.records().size() > 1 -> {
                    int middle = piece.records().size() / 2;
                    pieces.push(new Piece(
                            piece.records().subList(middle, piece.records().size()), piece.attempts()));
                    pieces.push(new Piece(piece.records().subList(0, middle), piece.attempts()));
                    pause(reason);
                }
                case BatchResult.Failed(String reason) ->
                    retry(pieces, new Piece(piece.records(), piece.attempts() + 1), reason);
            }
        }
    }

    private BatchResult invoke(List<Delivery> records) throws InterruptedException {
        ObjectNode event = Json.object();
        ArrayNode list = event.putArray("Records");
        records.forEach(delivery -> list.add(delivery.record()));
        try {
            return BatchResult.read(
                    around.invoker().invoke(around.subscription().function(), Json.bytes(event)), records);
        } catch (FunctionFailure failure) {
            return new BatchResult.Failed(failure.getMessage());
        }
    }

    private void retry(Deque<Piece> pieces, Piece piece, String reason) throws InterruptedException {
        int retries = around.subscription().retries();
        boolean expired = piece.records()
                .getFirst()
                .created()
                .isBefore(around.clock().instant().minus(OLDEST));
        if (expired || (retries >= 0 && piece.attempts() > retries)) {
            int attempts = expired ? -piece.attempts() : piece.attempts();
            if (giveUp(piece, attempts, reason)) {
                return;
            }
        }
        pieces.push(piece);
        pause(reason);
    }

    private boolean giveUp(Piece piece, int attempts, String reason) {
        try {
            around.destination().write(around.mapping(), around.shard(), piece.records(), attempts, reason);
        } catch (IOException unkept) {
            // Without the file the records would be lost without a trace, so they are tried again instead.
            LOG.error("{} could not keep a batch that failed", around.mapping(), unkept);
            return false;
        }
        around.finished().accept(piece.records());
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
