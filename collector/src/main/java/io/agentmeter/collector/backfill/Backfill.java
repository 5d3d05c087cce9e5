package io.agentmeter.collector.backfill;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads sessions on two threads.
final class Backfill {
    private static final int READERS = 2;
    private static final int SESSIONS_AHEAD = 6;
    private static final long BYTES_AHEAD = 64_000_000;
    private static final long DRAW_MILLIS = 200;

    /// Takes what was read of a session.
    interface Taker {
        void take(SessionRead read) throws IOException;
    }

    /// Finds sessions, one after the other.
    interface Source {
        void find(Consumer<SessionFiles> found) throws IOException;
    }

    private Backfill() {}

    /// Hands sessions on in their order, on the calling thread; never more than a few are read ahead.
    static void inOrder(List<SessionJob> jobs, ProgressLine progress, Taker taker) throws IOException {
        Iterator<SessionJob> next = jobs.iterator();
        Deque<Future<SessionRead>> ahead = new ArrayDeque<>();
        Deque<Long> bytes = new ArrayDeque<>();
        long bytesAhead = 0;
        ThreadLocal<SessionReader.Tools> tools = ThreadLocal.withInitial(SessionReader.Tools::new);
        ExecutorService readers = readers();
        try {
            while (next.hasNext() || !ahead.isEmpty()) {
                while (next.hasNext()
                        && (ahead.isEmpty() || ahead.size() < SESSIONS_AHEAD && bytesAhead < BYTES_AHEAD)) {
                    SessionJob job = next.next();
                    ahead.add(readers.submit(() -> SessionReader.read(job, tools.get(), progress::read)));
                    bytes.add(job.session().bytes());
                    bytesAhead += bytes.getLast();
                }
                taker.take(result(ahead.remove()));
                bytesAhead -= bytes.remove();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    /// Hands sessions on in any order, on the threads that read them, while others are still looked for. Of those
    /// that are known the largest comes first, so that no thread is left with one of them at the end.
    ///
    /// @param meanwhile found on the calling thread while the others read
    static <T> T inAnyOrder(Source source, ProgressLine progress, Taker taker, Supplier<T> meanwhile, Runnable draw)
            throws IOException {
        PriorityBlockingQueue<Waiting> queue = new PriorityBlockingQueue<>();
        ExecutorService readers = readers();
        try {
            List<Future<Void>> done = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                done.add(readers.submit(new Reading(queue, progress, taker)));
            }
            source.find(session -> queue.add(new Waiting(session, session.bytes())));
            for (int i = 0; i < READERS; i++) {
                queue.add(new Waiting(null, -1));
            }
            T found = meanwhile.get();
            for (Future<Void> each : done) {
                while (!isDone(each)) {
                    draw.run();
                }
            }
            return found;
        } finally {
            readers.shutdownNow();
        }
    }

    /// A session to be read, or the word that there are no more.
    private record Waiting(@Nullable SessionFiles session, long bytes) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(other.bytes, bytes);
        }
    }

    private record Reading(PriorityBlockingQueue<Waiting> queue, ProgressLine progress, Taker taker)
            implements Callable<Void> {
        @Override
        public @Nullable Void call() throws IOException, InterruptedException {
            SessionReader.Tools tools = new SessionReader.Tools();
            for (SessionFiles next = queue.take().session; next != null; next = queue.take().session) {
                taker.take(SessionReader.read(SessionJob.whole(next), tools, progress::read));
            }
            return null;
        }
    }

    private static ExecutorService readers() {
        return Executors.newFixedThreadPool(
                READERS, Thread.ofPlatform().daemon().name("reader-", 0).factory());
    }

    private static boolean isDone(Future<Void> future) {
        try {
            future.get(DRAW_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw unread(e);
        }
    }

    private static SessionRead result(Future<SessionRead> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw unread(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    private static IllegalStateException unread(ExecutionException e) {
        return new IllegalStateException("a session cannot be read", e.getCause());
    }
}
