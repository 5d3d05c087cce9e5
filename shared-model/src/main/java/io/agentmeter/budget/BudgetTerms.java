package io.agentmeter.budget;

import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an administrator says about a budget.
///
/// @param perOrNull each name of this field has the limit for itself; absent: one limit for the whole scope
/// @param thresholds lowest first
/// @param gracePercent of the limit, by which pausing and stopping wait behind their thresholds; they warn meanwhile
/// @param validFromOrNull the first day that counts
/// @param validToOrNull the last day that counts
public record BudgetTerms(
        String name,
        BudgetScope scope,
        @Nullable ScopeField perOrNull,
        BudgetWindow window,
        Limit limit,
        List<Threshold> thresholds,
        BigDecimal gracePercent,
        FailMode onUnavailable,
        String owner,
        @Nullable LocalDate validFromOrNull,
        @Nullable LocalDate validToOrNull) {
    public BudgetTerms {
        thresholds = List.copyOf(thresholds);
        gracePercent = new Money(gracePercent).dollars();
    }

    public BudgetTerms ownedBy(String name) {
        return new BudgetTerms(
                this.name,
                scope,
                perOrNull,
                window,
                limit,
                thresholds,
                gracePercent,
                onUnavailable,
                name,
                validFromOrNull,
                validToOrNull);
    }

    public Optional<ScopeField> per() {
        return Optional.ofNullable(perOrNull);
    }

    public Optional<LocalDate> validFrom() {
        return Optional.ofNullable(validFromOrNull);
    }

    public Optional<LocalDate> validTo() {
        return Optional.ofNullable(validToOrNull);
    }

    public boolean isPerSession() {
        return window.kind() == Kind.SESSION;
    }

    /// Whether single sessions have to be looked at: cells do not know them.
    public boolean needsSessions() {
        return isPerSession() || scope.has(ScopeField.SESSION);
    }

    public boolean needsRequests() {
        return scope.has(ScopeField.MODEL) || scope.has(ScopeField.LANE);
    }

    public boolean needsClients() {
        return scope.has(ScopeField.CLIENT) || perOrNull == ScopeField.CLIENT;
    }

    /// Whether the same usage counts in the same way, so that what was added up still holds.
    boolean countsLike(BudgetTerms other) {
        return scope.equals(other.scope)
                && perOrNull == other.perOrNull
                && isPerSession() == other.isPerSession()
                && limit.measure() == other.limit.measure();
    }

    /// Whether what was alerted holds for these terms too.
    boolean alertsLike(BudgetTerms other) {
        return countsLike(other)
                && window.equals(other.window)
                && limit.equals(other.limit)
                && thresholds.equals(other.thresholds);
    }
}
