package io.agentmeter.collector.backfill;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads sessions on two threads and hands them on in their order on a third, never more than a few ahead.
final class Backfill {
    private static final int READERS = 2;
    private static final int AHEAD = 6;

    /// Takes sessions in order.
    interface Taker {
        void take(SessionRead read) throws IOException;
    }

    private Backfill() {}

    static void run(List<SessionFiles> sessions, Instant since, ProgressLine progress, Taker taker) throws IOException {
        Iterator<SessionFiles> next = sessions.iterator();
        Deque<Future<SessionRead>> ahead = new ArrayDeque<>();
        ExecutorService readers = Executors.newFixedThreadPool(
                READERS, Thread.ofPlatform().daemon().name("reader-", 0).factory());
        try {
            while (next.hasNext() || !ahead.isEmpty()) {
                while (next.hasNext() && ahead.size() < AHEAD) {
                    SessionFiles session = next.next();
                    ahead.add(readers.submit(() -> SessionReader.read(session, since, progress::read)));
                }
                taker.take(result(ahead.remove()));
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static SessionRead result(Future<SessionRead> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a session cannot be read", e.getCause());
        }
    }
}
