package io.agentmeter.functions.library.control;

import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Spend in memory, with the same promises; for tests.
public final class InMemorySpendStore implements SpendStore {
    private final TreeMap<SpendKey, SpendRow> rows = new TreeMap<>();

    @Override
    public synchronized Map<SpendKey, SpendRow> rows(Collection<SpendKey> keys, boolean strong) {
        TreeMap<SpendKey, SpendRow> found = new TreeMap<>();
        keys.forEach(key -> found.put(key, rows.getOrDefault(key, SpendRow.none(key))));
        return found;
    }

    @Override
    public synchronized boolean write(SpendRow row) {
        SpendRow stored = rows.getOrDefault(row.key(), SpendRow.none(row.key()));
        if (stored.version() != row.version()) {
            return false;
        }
        rows.put(row.key(), new SpendRow(row.key(), row.version() + 1, row.basis(), row.spend()));
        return true;
    }

    @Override
    public synchronized List<SpendRow> parts(String budget, String period, int limit, boolean strong) {
        return rows.values().stream()
                .filter(row -> row.key().budget().equals(budget))
                .filter(row -> row.key().period().equals(period))
                .limit(limit)
                .toList();
    }
}
