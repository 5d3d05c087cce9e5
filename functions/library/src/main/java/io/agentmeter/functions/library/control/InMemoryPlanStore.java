package io.agentmeter.functions.library.control;

import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plans in memory, for tests.
public final class InMemoryPlanStore implements PlanStore {
    private record Step(PlanWindowName window, Instant start) {}

    private final SortedMap<String, PlanAccount> accounts = new TreeMap<>();
    private final Map<String, Map<Step, PlanReading>> series = new HashMap<>();
    private final Map<String, String> sessions = new HashMap<>();
    private final ChangeLog changes;

    public InMemoryPlanStore() {
        this(new InMemoryChangeLog());
    }

    public InMemoryPlanStore(ChangeLog changes) {
        this.changes = changes;
    }

    @Override
    public synchronized PlanAccount report(PlanReport report) {
        PlanAccount before = accounts.getOrDefault(report.account(), PlanAccount.unknown(report.account()));
        PlanAccount after = before.with(report.user(), report.windows());
        Map<Step, PlanReading> steps = series.computeIfAbsent(report.account(), _ -> new HashMap<>());
        report.windows()
                .forEach((name, reading) -> steps.merge(
                        new Step(name, name.stepOf(reading.at())),
                        reading,
                        (old, next) -> next.isAbove(old) ? next : old));
        accounts.put(after.account(), after);
        report.session().ifPresent(session -> sessions.put(session, report.account()));
        return after;
    }

    @Override
    public synchronized List<PlanAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    @Override
    public synchronized Optional<PlanAccount> account(String account) {
        return Optional.ofNullable(accounts.get(account));
    }

    @Override
    public synchronized List<PlanReading> series(String account, PlanWindowName window, Instant since) {
        return series.getOrDefault(account, Map.of()).entrySet().stream()
                .filter(step -> step.getKey().window().equals(window))
                .filter(step -> !step.getKey().start().isBefore(window.stepOf(since)))
                .sorted(Comparator.comparing(step -> step.getKey().start()))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public synchronized Optional<String> accountOf(String session) {
        return Optional.ofNullable(sessions.get(session));
    }

    @Override
    public synchronized boolean write(PlanAccount account, Change change) {
        PlanAccount before = accounts.getOrDefault(account.account(), PlanAccount.unknown(account.account()));
        if (before.version() != account.version() - 1) {
            return false;
        }
        accounts.put(account.account(), before.withTermsOf(account));
        changes.add(change);
        return true;
    }
}
