package io.agentmeter.budget;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Whose usage a budget counts: all usage that has every one of these names. No names: the whole organisation's.
public record BudgetScope(Map<ScopeField, String> wanted) {
    public static final BudgetScope ORGANISATION = new BudgetScope(Map.of());

    public BudgetScope {
        EnumMap<ScopeField, String> kept = new EnumMap<>(ScopeField.class);
        kept.putAll(wanted);
        wanted = Collections.unmodifiableMap(kept);
    }

    public static BudgetScope of(ScopeField field, String name) {
        return new BudgetScope(Map.of(field, name));
    }

    public boolean matches(Subject subject) {
        return wanted.entrySet().stream()
                .allMatch(filter -> filter.getKey().of(subject).equals(filter.getValue()));
    }

    /// Whether it matches as far as sessions go: models and lanes are those of single requests.
    public boolean matchesSession(Subject session) {
        return wanted.entrySet().stream()
                .filter(filter -> filter.getKey() != ScopeField.MODEL && filter.getKey() != ScopeField.LANE)
                .allMatch(filter -> filter.getKey().of(session).equals(filter.getValue()));
    }

    public boolean has(ScopeField field) {
        return wanted.containsKey(field);
    }

    public Optional<String> name(ScopeField field) {
        return Optional.ofNullable(wanted.get(field));
    }
}
