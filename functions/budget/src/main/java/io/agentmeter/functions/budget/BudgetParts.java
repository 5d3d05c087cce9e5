package io.agentmeter.functions.budget;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.budgets.SpendEvaluator;
import io.agentmeter.functions.library.control.BudgetStore;
import io.agentmeter.functions.library.control.ChangeLog;
import io.agentmeter.functions.library.control.ClientStore;
import io.agentmeter.functions.library.control.EnforcementLog;
import io.agentmeter.functions.library.control.OverrideStore;
import io.agentmeter.functions.library.control.SpendStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/// What administration of budgets works with.
record BudgetParts(
        BudgetStore budgets,
        ClientStore clients,
        OverrideStore overrides,
        SpendStore spend,
        ChangeLog changes,
        EnforcementLog enforcements,
        RollupStore rollups,
        OrganisationCalendar calendar,
        Clock clock) {
    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return calendar.dayOf(now());
    }

    BudgetBooks books() {
        return new BudgetBooks(budgets, clients);
    }

    SpendEvaluator evaluator() {
        return new SpendEvaluator(books(), spend, rollups, calendar);
    }
}
