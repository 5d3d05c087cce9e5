package io.agentmeter.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// How far a shard has been processed. Lanes finish out of order; the checkpoint is the last record before which
/// everything is done, so starting again after it can repeat records but never skip one.
public final class ShardProgress {
    private final Deque<String> inOrder = new ArrayDeque<>();
    private final Set<String> done = new HashSet<>();

    /// A record was read; records must be announced in the shard's order.
    public synchronized void read(String sequenceNumber) {
        inOrder.addLast(sequenceNumber);
    }

    /// These records need no more work. Returns the new checkpoint if it moved.
    public synchronized Optional<String> finish(Collection<String> sequenceNumbers) {
        done.addAll(sequenceNumbers);
        String last = null;
        while (!inOrder.isEmpty() && done.remove(inOrder.getFirst())) {
            last = inOrder.removeFirst();
        }
        notifyAll();
        return Optional.ofNullable(last);
    }

    public synchronized int outstanding() {
        return inOrder.size();
    }

    /// Waits until fewer than `limit` records are unfinished, or the time is up.
    public synchronized void awaitFewerThan(int limit, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (inOrder.size() >= limit && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
    }
}
