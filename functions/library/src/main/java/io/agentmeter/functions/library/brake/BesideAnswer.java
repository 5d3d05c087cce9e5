package io.agentmeter.functions.library.brake;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Work that an answer does not wait for. While a store is so slow that much of it is under way, whoever brings more
/// does it before the answer: agents are slowed down, and nothing piles up.
public final class BesideAnswer implements Executor {
    private static final int MOST_UNDER_WAY = 100;

    private final Semaphore free = new Semaphore(MOST_UNDER_WAY);
    private final Consumer<RuntimeException> fault;

    /// @param fault is told what went wrong
    public BesideAnswer(Consumer<RuntimeException> fault) {
        this.fault = fault;
    }

    @Override
    public void execute(Runnable work) {
        if (!free.tryAcquire()) {
            work.run();
            return;
        }
        Thread.ofVirtual().name("beside-answer").start(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                fault.accept(e);
            } finally {
                free.release();
            }
        });
    }
}
