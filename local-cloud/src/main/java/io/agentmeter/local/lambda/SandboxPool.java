package io.agentmeter.local.lambda;

import io.agentmeter.deployment.Functions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The sandboxes of one function. As in Lambda, a sandbox handles one event at a time, the most recently used idle one
/// goes first,
/// and a new one is made only when all are busy, up to a limit; beyond it callers wait.
///
/// @param <S> a sandbox
final class SandboxPool<S> {
    /// Makes a sandbox; this is the cold start.
    interface Maker<S> {
        S make(Functions function) throws FunctionFailure, InterruptedException;
    }

    private final Functions function;
    private final Maker<S> maker;
    private final Semaphore permits;
    private final Deque<S> idle = new ArrayDeque<>();

    private SandboxPool(Functions function, int limit, Maker<S> maker) {
        this.function = function;
        this.maker = maker;
        this.permits = new Semaphore(limit, true);
    }

    static <S> Map<Functions, SandboxPool<S>> perFunction(int limit, Maker<S> maker) {
        Map<Functions, SandboxPool<S>> pools = new EnumMap<>(Functions.class);
        for (Functions function : Functions.all()) {
            pools.put(function, new SandboxPool<>(function, limit, maker));
        }
        return pools;
    }

    static <S> SandboxPool<S> of(Map<Functions, SandboxPool<S>> pools, Functions function) {
        return Objects.requireNonNull(pools.get(function));
    }

    /// An idle sandbox or a new one, or null when none came free in time.
    @Nullable
    S take(long seconds) throws FunctionFailure, InterruptedException {
        if (!permits.tryAcquire(seconds, TimeUnit.SECONDS)) {
            return null;
        }
        S waiting;
        synchronized (idle) {
            waiting = idle.pollLast();
        }
        if (waiting != null) {
            return waiting;
        }
        boolean made = false;
        try {
            S fresh = maker.make(function);
            made = true;
            return fresh;
        } finally {
            if (!made) {
                permits.release();
            }
        }
    }

    void giveBack(S sandbox) {
        synchronized (idle) {
            idle.addLast(sandbox);
        }
        permits.release();
    }

    /// For a sandbox that will not be used again.
    void discard() {
        permits.release();
    }
}
