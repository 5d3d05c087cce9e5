package io.agentmeter.functions.alert;

import io.agentmeter.functions.library.StoreUnavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Lets work of many invocations happen in any order, from a seed: before and after each call of a store another
/// invocation may run as a whole, the caller may die, or the store may not answer. Whatever did not end well is
/// delivered again.
final class Interruptions {
    /// The process is gone; nobody catches it.
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("the process died", null, false, false);
        }
    }

    private static final int DEEPEST = 5;

    private final Random random;

    private record Work(Runnable todo, boolean again) {}

    private final List<Work> waiting = new ArrayList<>();
    private final Deque<Thread> running = new ArrayDeque<>();
    private int faultsLeft;
    private int deaths;

    /// @param faults how many calls may end badly: else there might be no end
    Interruptions(long seed, int faults) {
        this.random = new Random(seed);
        this.faultsLeft = faults;
    }

    Random random() {
        return random;
    }

    int deaths() {
        return deaths;
    }

    /// Work that is delivered until it ends well.
    void deliver(Runnable work) {
        waiting.add(new Work(work, true));
    }

    /// Work that happens once, however it ends.
    void happen(Runnable work) {
        waiting.add(new Work(work, false));
    }

    /// Runs everything, in an order of the seed's choice.
    void runAll() {
        while (!waiting.isEmpty()) {
            runOne();
        }
    }

    private void runOne() {
        Work work = waiting.remove(random.nextInt(waiting.size()));
        running.push(Thread.currentThread());
        try {
            work.todo().run();
            if (work.again() && faultsLeft > 0 && random.nextInt(6) == 0) {
                faultsLeft--;
                // The answer was lost on its way, so it comes again.
                waiting.add(work);
            }
        } catch (Died | StoreUnavailable bad) {
            if (work.again()) {
                waiting.add(work);
            }
        } finally {
            running.pop();
        }
    }

    /// The same store, whose calls may be interrupted.
    <T> T around(Class<T> port, T store) {
        Object proxy = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            if (!Thread.currentThread().equals(running.peek())) {
                // Many days are read at once; between them and the write there is a call of the caller's own.
                return call(store, method, arguments);
            }
            interrupt();
            Object answer = call(store, method, arguments);
            interrupt();
            return answer;
        });
        return port.cast(proxy);
    }

    private void interrupt() {
        if (!waiting.isEmpty() && running.size() < DEEPEST && random.nextInt(4) == 0) {
            runOne();
        }
        if (faultsLeft > 0 && random.nextInt(25) == 0) {
            faultsLeft--;
            if (random.nextBoolean()) {
                deaths++;
                throw new Died();
            }
            throw new StoreUnavailable("no answer", new IllegalStateException("injected"));
        }
    }

    private static @Nullable Object call(Object store, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
