package io.agentmeter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Many seeds, one run each, on several threads.
final class Campaign {
    private final Product product;
    private final LongFunction<History> histories;
    private final AtomicLong next;
    private final long end;
    private final Tally tally = new Tally();
    private long runs;
    private long reports;
    private long firstWrong = -1;

    Campaign(Product product, LongFunction<History> histories, long from, long count) {
        this.product = product;
        this.histories = histories;
        this.next = new AtomicLong(from);
        this.end = from + count;
    }

    /// Runs all seeds, or up to the first that is wrong.
    void run(int threads) {
        List<Thread> workers = new ArrayList<>();
        for (int worker = 0; worker < threads; worker++) {
            // Virtual, so that handing the turn to an invocation and back is no change of operating-system threads.
            workers.add(Thread.ofVirtual().name("worker-" + worker).start(this::work));
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped", hurried);
            }
        }
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed < end && !foundOne(); seed = next.getAndIncrement()) {
            History history = histories.apply(seed);
            add(seed, history.reports(), new World(history, product, false).run());
        }
    }

    private synchronized boolean foundOne() {
        return firstWrong >= 0;
    }

    private synchronized void add(long seed, int reported, Outcome outcome) {
        runs++;
        reports += reported;
        tally.add(outcome.tally());
        if (!outcome.isRight() && (firstWrong < 0 || seed < firstWrong)) {
            firstWrong = seed;
        }
    }

    synchronized long runs() {
        return runs;
    }

    synchronized long reports() {
        return reports;
    }

    /// The lowest wrong seed that was found; -1 if there is none.
    synchronized long firstWrong() {
        return firstWrong;
    }

    synchronized Tally tally() {
        Tally copy = new Tally();
        copy.add(tally);
        return copy;
    }
}
