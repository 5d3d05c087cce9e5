package io.agentmeter.budget;

import io.agentmeter.budget.BudgetWindow.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Budgets for tests.
public final class Budgets {
    public static final Instant CREATED = Instant.parse("2026-11-01T08:00:00Z");

    private BudgetTerms terms;

    private Budgets(BudgetTerms terms) {
        this.terms = terms;
    }

    /// $10 a day for everybody together: warns at 80 %, stops at 100 %.
    public static Budgets any() {
        return new Budgets(new BudgetTerms(
                "Any",
                BudgetScope.ORGANISATION,
                null,
                BudgetWindow.of(Kind.DAY),
                Limit.usd("10"),
                List.of(Threshold.percent(80, Action.WARN), Threshold.percent(100, Action.STOP)),
                BigDecimal.ZERO,
                FailMode.ALLOW,
                "ann",
                null,
                null));
    }

    public Budgets scope(ScopeField field, String name) {
        return scope(BudgetScope.of(field, name));
    }

    public Budgets scope(BudgetScope scope) {
        return with(scope, terms.perOrNull(), terms.window(), terms.limit(), terms.thresholds());
    }

    public Budgets per(@Nullable ScopeField field) {
        return with(terms.scope(), field, terms.window(), terms.limit(), terms.thresholds());
    }

    public Budgets window(Kind kind) {
        return window(BudgetWindow.of(kind));
    }

    public Budgets window(BudgetWindow window) {
        return with(terms.scope(), terms.perOrNull(), window, terms.limit(), terms.thresholds());
    }

    public Budgets limit(Measure measure, String amount) {
        return with(
                terms.scope(),
                terms.perOrNull(),
                terms.window(),
                new Limit(measure, new BigDecimal(amount)),
                terms.thresholds());
    }

    public Budgets thresholds(Threshold... thresholds) {
        return with(terms.scope(), terms.perOrNull(), terms.window(), terms.limit(), List.of(thresholds));
    }

    public Budgets grace(long percent) {
        terms = new BudgetTerms(
                terms.name(),
                terms.scope(),
                terms.perOrNull(),
                terms.window(),
                terms.limit(),
                terms.thresholds(),
                BigDecimal.valueOf(percent),
                terms.onUnavailable(),
                terms.owner(),
                terms.validFromOrNull(),
                terms.validToOrNull());
        return this;
    }

    public Budgets valid(@Nullable String from, @Nullable String to) {
        terms = new BudgetTerms(
                terms.name(),
                terms.scope(),
                terms.perOrNull(),
                terms.window(),
                terms.limit(),
                terms.thresholds(),
                terms.gracePercent(),
                terms.onUnavailable(),
                terms.owner(),
                from == null ? null : LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to));
        return this;
    }

    private Budgets with(
            BudgetScope scope, @Nullable ScopeField per, BudgetWindow window, Limit limit, List<Threshold> thresholds) {
        terms = new BudgetTerms(
                terms.name(),
                scope,
                per,
                window,
                limit,
                thresholds,
                terms.gracePercent(),
                terms.onUnavailable(),
                terms.owner(),
                terms.validFromOrNull(),
                terms.validToOrNull());
        return this;
    }

    public BudgetTerms terms() {
        return terms;
    }

    public Budget as(String id) {
        return Budget.created(id, terms, CREATED, "ann");
    }
}
