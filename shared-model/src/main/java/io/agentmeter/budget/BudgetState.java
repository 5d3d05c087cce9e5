package io.agentmeter.budget;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.BudgetWindow.Days;
import io.agentmeter.budget.BudgetWindow.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far one part of a budget has got in the window of today.
///
/// @param verdict what agents may do, overrides included
/// @param reachedOrNull the highest threshold that is reached
/// @param overrideOrNull why it only warns, if it would pause or stop without
public record BudgetState(
        Budget budget,
        String part,
        Days window,
        Spent spent,
        Verdict verdict,
        @Nullable Threshold reachedOrNull,
        @Nullable BudgetOverride overrideOrNull,
        @Nullable Instant resetsAtOrNull) {

    /// @param spend at least the days of the window
    public static BudgetState of(
            Budget budget,
            String part,
            Spend spend,
            Collection<BudgetOverride> overrides,
            Instant now,
            OrganisationCalendar calendar) {
        LocalDate today = calendar.dayOf(now);
        Days window = budget.windowAt(today);
        Spent spent = spend.in(window, budget);
        boolean holds = !budget.isDeleted() && budget.isValidOn(today);
        Verdict own = holds ? budget.verdict(spent.amount()) : Verdict.ALLOW;
        Optional<BudgetOverride> override = overrides.stream()
                .filter(said -> own.blocks() && said.isFor(budget.id(), part, now))
                // One that was given to a budget of this name that was deleted since says nothing about this one.
                .filter(said -> !said.at().isBefore(budget.createdAt()))
                .max(Comparator.comparing(BudgetOverride::until));
        List<Threshold> reached = budget.reached(spent.amount());
        return new BudgetState(
                budget,
                part,
                window,
                spent,
                override.isPresent() ? own.overridden() : own,
                reached.isEmpty() ? null : reached.getLast(),
                override.orElse(null),
                resetsAt(budget, window, calendar).orElse(null));
    }

    private static Optional<Instant> resetsAt(Budget budget, Days window, OrganisationCalendar calendar) {
        return budget.terms().window().kind() == Kind.ROLLING || !window.ends()
                ? Optional.empty()
                : Optional.of(calendar.startOf(window.end().plusDays(1)));
    }

    public BigDecimal limit() {
        return budget.terms().limit().amount();
    }

    /// What is left of the limit; below zero if more was spent.
    public BigDecimal remaining() {
        return limit().subtract(spent.amount());
    }

    public BigDecimal percent() {
        return budget.terms().limit().percentOf(spent.amount());
    }

    public Optional<Threshold> reached() {
        return Optional.ofNullable(reachedOrNull);
    }

    public Optional<BudgetOverride> override() {
        return Optional.ofNullable(overrideOrNull);
    }

    /// When the window turns; empty if it never does, or a little with each day.
    public Optional<Instant> resetsAt() {
        return Optional.ofNullable(resetsAtOrNull);
    }
}
