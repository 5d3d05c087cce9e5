package io.agentmeter.functions.library.control;

import io.agentmeter.budget.BudgetOverride;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Overrides in memory, for tests.
public final class InMemoryOverrideStore implements OverrideStore {
    private static final Comparator<BudgetOverride> ORDER =
            Comparator.comparing(BudgetOverride::budget).thenComparing(BudgetOverride::id);

    private final List<BudgetOverride> overrides = new ArrayList<>();
    private final ChangeLog changes;

    public InMemoryOverrideStore(ChangeLog changes) {
        this.changes = changes;
    }

    @Override
    public synchronized void add(BudgetOverride override, Change change) {
        overrides.add(override);
        changes.add(change);
    }

    @Override
    public synchronized boolean remove(String budget, String id, Change change) {
        boolean removed = overrides.removeIf(
                override -> override.budget().equals(budget) && override.id().equals(id));
        if (removed) {
            changes.add(change);
        }
        return removed;
    }

    @Override
    public synchronized List<BudgetOverride> all(boolean strong) {
        return overrides.stream().sorted(ORDER).toList();
    }

    @Override
    public synchronized List<BudgetOverride> of(String budget, boolean strong) {
        return all(strong).stream()
                .filter(override -> override.budget().equals(budget))
                .toList();
    }
}
