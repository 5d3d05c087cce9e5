package io.agentmeter.functions.library.control;

import io.agentmeter.budget.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Budgets in memory, with the same promises; for tests.
public final class InMemoryBudgetStore implements BudgetStore {
    private final TreeMap<String, List<Budget>> versions = new TreeMap<>();
    private final ChangeLog changes;

    public InMemoryBudgetStore(ChangeLog changes) {
        this.changes = changes;
    }

    @Override
    public synchronized boolean put(Budget budget, Change change) {
        List<Budget> known = versions.computeIfAbsent(budget.id(), _ -> new ArrayList<>());
        if (known.size() != budget.version() - 1) {
            return false;
        }
        known.add(budget);
        changes.add(change);
        return true;
    }

    @Override
    public synchronized Optional<Budget> find(String id) {
        List<Budget> known = versions.getOrDefault(id, List.of());
        return known.isEmpty() ? Optional.empty() : Optional.of(known.getLast());
    }

    @Override
    public synchronized List<Budget> all(boolean strong) {
        return versions.values().stream()
                .filter(known -> !known.isEmpty())
                .map(List::getLast)
                .toList();
    }

    @Override
    public synchronized List<Budget> history(String id) {
        return List.copyOf(versions.getOrDefault(id, List.of()));
    }
}
