package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// Changed days in memory, with the same promises; for tests.
public final class InMemoryChangedDays implements ChangedDays {
    private final TreeMap<LocalDate, Instant> days = new TreeMap<>();

    @Override
    public synchronized void mark(LocalDate day, Instant changedAt) {
        days.put(day, changedAt);
    }

    @Override
    public synchronized Map<LocalDate, Instant> marked() {
        return new TreeMap<>(days);
    }

    @Override
    public synchronized void clear(LocalDate day, Instant changedAt) {
        days.remove(day, changedAt);
    }
}
