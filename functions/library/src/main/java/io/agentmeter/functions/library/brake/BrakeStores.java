package io.agentmeter.functions.library.brake;

import io.agentmeter.functions.library.control.BudgetStore;
import io.agentmeter.functions.library.control.ChangeLog;
import io.agentmeter.functions.library.control.ClientStore;
import io.agentmeter.functions.library.control.EnforcementLog;
import io.agentmeter.functions.library.control.InFlightStore;
import io.agentmeter.functions.library.control.InMemoryBudgetStore;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import io.agentmeter.functions.library.control.InMemoryClientStore;
import io.agentmeter.functions.library.control.InMemoryEnforcementLog;
import io.agentmeter.functions.library.control.InMemoryInFlightStore;
import io.agentmeter.functions.library.control.InMemoryOverrideStore;
import io.agentmeter.functions.library.control.InMemorySpendStore;
import io.agentmeter.functions.library.control.OverrideStore;
import io.agentmeter.functions.library.control.SpendStore;
import io.agentmeter.functions.library.rollups.RollupStore;

/// Everything that the brake reads and writes.
public record BrakeStores(
        BudgetStore budgets,
        ClientStore clients,
        OverrideStore overrides,
        SpendStore spend,
        InFlightStore inFlight,
        EnforcementLog enforcements,
        RollupStore rollups) {
    /// Empty stores in memory, but for the rollups; for tests and local runs.
    public static BrakeStores inMemory(RollupStore rollups) {
        ChangeLog changes = new InMemoryChangeLog();
        return new BrakeStores(
                new InMemoryBudgetStore(changes),
                new InMemoryClientStore(changes),
                new InMemoryOverrideStore(changes),
                new InMemorySpendStore(),
                new InMemoryInFlightStore(),
                new InMemoryEnforcementLog(),
                rollups);
    }
}
