package io.agentmeter.budget;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Somebody's word that a budget shall only warn until a time.
///
/// @param partOrNull the one part it is for; absent for all of the budget
public record BudgetOverride(
        String id, String budget, @Nullable String partOrNull, String reason, String by, Instant at, Instant until) {
    public Optional<String> part() {
        return Optional.ofNullable(partOrNull);
    }

    public boolean isFor(String budgetId, String ofPart, Instant now) {
        return budget.equals(budgetId)
                && part().filter(only -> !only.equals(ofPart)).isEmpty()
                && !now.isBefore(at)
                && now.isBefore(until);
    }
}
