package io.agentmeter.functions.library.days;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.DayData;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Reads many days, several at once. The answer is in the order of the question.
public final class DayReader {
    /// As many connections as one small function can make use of.
    private static final int AT_ONCE = 16;

    private final RollupStore store;

    public DayReader(RollupStore store) {
        this.store = store;
    }

    /// Cells and sessions.
    public List<DayData> all(Collection<LocalDate> days) {
        return each(days, day -> new DayData(day, store.cells(day, false), store.sessionDays(day)));
    }

    /// Sessions only.
    public List<DayData> sessions(Collection<LocalDate> days) {
        return each(days, day -> new DayData(day, new TreeMap<>(), store.sessionDays(day)));
    }

    /// Cells only.
    public List<DayData> cells(Collection<LocalDate> days) {
        return each(days, day -> new DayData(day, store.cells(day, false), List.of()));
    }

    /// Work on many things, several at once.
    public static <T, R> List<R> each(Collection<T> inputs, Function<T, R> work) {
        Semaphore free = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> running = new ArrayList<>();
            for (T input : inputs) {
                running.add(threads.submit(() -> {
                    free.acquire();
                    try {
                        return work.apply(input);
                    } finally {
                        free.release();
                    }
                }));
            }
            List<R> answers = new ArrayList<>();
            for (Future<R> one : running) {
                answers.add(answer(one));
            }
            return answers;
        }
    }

    private static <R> R answer(Future<R> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("days were not read before the end", e);
        }
    }
}
