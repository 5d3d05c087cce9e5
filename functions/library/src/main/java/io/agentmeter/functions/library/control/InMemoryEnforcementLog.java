package io.agentmeter.functions.library.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What budgets did, in memory, for tests and local runs.
public final class InMemoryEnforcementLog implements EnforcementLog {
    private final Map<LocalDate, TreeMap<String, Enforcement>> days = new TreeMap<>();

    @Override
    public synchronized void add(LocalDate day, Enforcement enforcement) {
        days.computeIfAbsent(day, _ -> new TreeMap<>())
                .putIfAbsent(DynamoDbEnforcementLog.sk(enforcement), enforcement);
    }

    @Override
    public synchronized List<Enforcement> newest(LocalDate day, int limit) {
        return DynamoDbEnforcementLog.cut(
                days.getOrDefault(day, new TreeMap<>()).values(), limit);
    }
}
