package io.agentmeter.functions.alert;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Screens;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.control.InMemoryBudgetStore;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import io.agentmeter.functions.library.control.InMemoryClientStore;
import io.agentmeter.functions.library.control.InMemorySpendStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import java.time.InstantSource;

/// Services of budgets for tests.
final class BudgetServices {
    private BudgetServices() {}

    /// Nobody has set a budget.
    static BudgetService without(RollupStore rollups, Alerts alerts, OrganisationCalendar calendar) {
        InMemoryChangeLog changes = new InMemoryChangeLog();
        return new BudgetService(new BudgetService.Parts(
                new BudgetBooks(new InMemoryBudgetStore(changes), new InMemoryClientStore(changes)),
                new InMemorySpendStore(),
                rollups,
                alerts,
                calendar,
                new Screens(""),
                InstantSource.system()));
    }
}
