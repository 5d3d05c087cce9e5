package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.functions.library.control.Change.What;
import org.junit.jupiter.api.Test;

/// What every store of overrides promises.
interface OverrideStoreContract {
    OverrideStore store();

    ChangeLog changes();

    private void add(BudgetOverride override) {
        store().add(override, Admins.change(What.OVERRIDE, override.budget() + "/" + override.id(), "created"));
    }

    @Test
    default void overridesAreFoundByBudgetUntilTheyAreRemoved() {
        BudgetOverride all =
                new BudgetOverride("o1", "shop", null, "release", "ann", Admins.NOW, Admins.NOW.plusSeconds(60));
        BudgetOverride part =
                new BudgetOverride("o2", "shop", "bob#1", "why", "ann", Admins.NOW, Admins.NOW.plusSeconds(1));
        BudgetOverride other = new BudgetOverride("o1", "shop-2", null, "why", "ann", Admins.NOW, Admins.NOW);
        add(all);
        add(part);
        add(other);

        assertThat(store().all(true)).containsExactlyInAnyOrder(all, part, other);
        assertThat(store().of("shop", true)).containsExactly(all, part);
        assertThat(store().remove("shop", "o1", Admins.change(What.OVERRIDE, "shop/o1", "deleted")))
                .isTrue();
        assertThat(store().remove("shop", "o1", Admins.change(What.OVERRIDE, "shop/o1", "deleted2")))
                .isFalse();

        assertThat(store().of("shop", true)).containsExactly(part);
        assertThat(changes().between(Admins.NOW, Admins.NOW.plusSeconds(1), 10))
                .extracting(Change::action)
                .containsExactlyInAnyOrder("created", "created", "created", "deleted");
    }
}
