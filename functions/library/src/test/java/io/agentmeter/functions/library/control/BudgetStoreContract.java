package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.budget.Budget;
import io.agentmeter.budget.Budgets;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.functions.library.control.Change.What;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every store of budgets promises.
interface BudgetStoreContract {
    BudgetStore store();

    ChangeLog changes();

    private boolean put(Budget budget, String action) {
        return store().put(budget, Admins.change(What.BUDGET, budget.id(), action + budget.version()));
    }

    @Test
    default void everyVersionIsKeptAndTheNewestIsFound() {
        Budget first = Budgets.any().as("b");
        Budget second =
                first.changed(Budgets.any().scope(ScopeField.PROJECT, "sh#op").terms(), Admins.NOW, "bob");
        Budget third = second.deleted(Admins.NOW, "eve");

        assertThat(store().find("b")).isEmpty();
        assertThat(List.of(put(first, "created"), put(second, "changed"), put(third, "deleted")))
                .containsOnly(true);

        assertThat(store().find("b")).contains(third);
        assertThat(store().history("b")).containsExactly(first, second, third);
        assertThat(store().history("c")).isEmpty();
        assertThat(store().all(true)).containsExactly(third);
    }

    @Test
    default void whoeverHasNotSeenTheNewestVersionChangesNothing() {
        Budget first = Budgets.any().as("b");
        put(first, "created");

        assertThat(put(first, "again")).isFalse();
        assertThat(put(first.deleted(Admins.NOW, "eve").deleted(Admins.NOW, "eve"), "early"))
                .isFalse();

        assertThat(store().all(false)).containsExactly(first);
        assertThat(changes().between(Admins.NOW, Admins.NOW.plusSeconds(1), 10))
                .extracting(Change::action)
                .containsExactly("created1");
    }

    @Test
    default void oneOfManyRacingAdministratorsWins() throws Exception {
        Budget first = Budgets.any().as("b");
        put(first, "created");
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Budget next = first.changed(first.terms(), Admins.NOW, "admin" + i);
            racers.add(() -> store().put(
                            next, new Change(Admins.NOW, next.updatedBy(), What.BUDGET, "b", "changed", null, null)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            int won = 0;
            for (Future<Boolean> racer : threads.invokeAll(racers)) {
                won += racer.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        assertThat(changes().between(Admins.NOW, Admins.NOW.plusSeconds(1), 10))
                .filteredOn(change -> change.action().equals("changed"))
                .extracting(Change::by)
                .containsExactly(store().find("b").orElseThrow().updatedBy());
    }
}
