package io.agentmeter.functions.library.brake;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetBook.Held;
import io.agentmeter.budget.Budgets;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.ClientDirectory.Client;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Spent;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BrakeMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private final BrakeStores stores = BrakeStores.inMemory(new InMemoryRollupStore());
    private final BrakeMemory memory = new BrakeMemory(stores, new OrganisationCalendar(ZoneOffset.UTC));
    private final Budget budget = Budgets.any().scope(ScopeField.CLIENT, "acme").as("b");

    @Test
    void whatWasReadByTheRulesBeforeIsNotTakenForWhatIsSpentByTheNewOnes() {
        Client before = Client.created("acme", "Acme", List.of("shop"));
        BudgetBook oldBook = book(before);
        BudgetBook newBook = book(before.changed("Acme", List.of("shop", "web")));
        SpendKey key = SpendKey.of(budget, "", TODAY);
        SpendRow row = stores.spend().rows(List.of(key), true).get(key);
        Spent spent = new Spent(new BigDecimal("9"), 3);
        stores.spend().write(row.with(budget.basis(newBook.clients()), new TreeMap<>(Map.of(TODAY, spent))));
        Held held = new Held(budget, "");

        assertThat(memory.spend(held, oldBook, NOW, false).days()).isEmpty();
        assertThat(memory.spend(held, newBook, NOW.plusMillis(100), false).days())
                .containsEntry(TODAY, spent);
    }

    private BudgetBook book(Client client) {
        return new BudgetBook(List.of(budget), ClientDirectory.of(List.of(client)));
    }
}
