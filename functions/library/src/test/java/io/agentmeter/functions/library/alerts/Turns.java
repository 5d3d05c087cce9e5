package io.agentmeter.functions.library.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/// Lets several threads go one step at a time, in an order that a seed decides, so that a race can be run again.
final class Turns {
    private final class Runner {
        private final Semaphore go = new Semaphore(0);
        private final Semaphore stopped = new Semaphore(0);
        private volatile boolean over;
    }

    private final Random random;
    private final List<Runner> runners = new ArrayList<>();
    private final ThreadLocal<Runner> own = new ThreadLocal<>();

    Turns(Random random) {
        this.random = random;
    }

    void add(Runnable work) {
        Runner runner = new Runner();
        runners.add(runner);
        Thread.ofVirtual().start(() -> {
            own.set(runner);
            runner.go.acquireUninterruptibly();
            try {
                work.run();
            } finally {
                runner.over = true;
                runner.stopped.release();
            }
        });
    }

    /// Called before each step: waits for its turn.
    void step() {
        Runner runner = own.get();
        if (runner != null) {
            runner.stopped.release();
            runner.go.acquireUninterruptibly();
        }
    }

    /// Runs all of them to their ends.
    void run() {
        List<Runner> open = new ArrayList<>(runners);
        while (!open.isEmpty()) {
            Runner next = open.get(random.nextInt(open.size()));
            next.go.release();
            next.stopped.acquireUninterruptibly();
            if (next.over) {
                open.remove(next);
            }
        }
        runners.clear();
    }
}
