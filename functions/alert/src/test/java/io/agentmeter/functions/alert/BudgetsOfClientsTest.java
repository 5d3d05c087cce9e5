package io.agentmeter.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.alert.AlertMessage;
import io.agentmeter.alert.Screens;
import io.agentmeter.budget.Budgets;
import io.agentmeter.budget.ClientDirectory.Client;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.alerts.InMemoryAlertSink;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.InMemoryAlertStore;
import io.agentmeter.functions.library.control.InMemoryBudgetStore;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import io.agentmeter.functions.library.control.InMemoryClientStore;
import io.agentmeter.functions.library.control.InMemorySpendStore;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.FoldedUsage;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetsOfClientsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final InMemoryBudgetStore budgets = new InMemoryBudgetStore(changes);
    private final InMemoryClientStore clients = new InMemoryClientStore(changes);
    private final InMemoryAlertSink sink = new InMemoryAlertSink();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicBoolean down = new AtomicBoolean();
    private final BudgetService service = new BudgetService(new BudgetService.Parts(
            new BudgetBooks(budgets, clients),
            new InMemorySpendStore(),
            counted(),
            new Alerts(new InMemoryAlertStore(), List.of(new TopicChannel(sink))),
            FoldedUsage.UTC,
            new Screens(""),
            InstantSource.fixed(NOW)));

    private Client acme = Client.created("acme", "Acme", List.of());

    private RollupStore counted() {
        return (RollupStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RollupStore.class}, (_, method, arguments) -> {
                    reads.incrementAndGet();
                    if (down.get()) {
                        throw new StoreUnavailable("down", new IllegalStateException("test"));
                    }
                    return method.invoke(rollups, arguments);
                });
    }

    @BeforeEach
    void twoProjectsHaveSpentAndOneClientHasABudget() {
        budgets.put(
                Budgets.any().scope(ScopeField.CLIENT, "acme").as("b"),
                new Change(NOW, "eve", Change.What.BUDGET, "b", "created", null, null));
        for (String project : List.of("shop", "web")) {
            CellKey cell = new CellKey(TODAY, project, "ann", "", "claude-code", "m", "api", "");
            BigDecimal cost = new BigDecimal("8.50");
            rollups.correct(
                    cell,
                    Counters.NONE,
                    Counters.of(Map.of(
                            CounterNames.COST,
                            cost,
                            CounterNames.LIVE_COST,
                            cost,
                            CounterNames.REQUESTS,
                            BigDecimal.ONE)));
        }
        put(acme);
    }

    private void put(Client client) {
        acme = client;
        assertThat(clients.put(client, new Change(NOW, "eve", Change.What.CLIENT, "acme", "changed", null, null)))
                .isTrue();
    }

    private List<String> told() {
        return sink.published().stream().map(AlertMessage::id).toList();
    }

    @Test
    void aNewNameIsNoReasonToAddUpAnything() {
        put(acme.changed("Acme", List.of("shop")));
        assertThat(service.clientsChanged(NOW)).isEqualTo(1);
        reads.set(0);

        put(acme.changed("Acme Inc.", List.of("shop")));
        assertThat(service.clientsChanged(NOW)).isZero();
        assertThat(reads).hasValue(0);

        put(acme.changed("Acme Inc.", List.of("shop", "web")));
        assertThat(service.clientsChanged(NOW)).isEqualTo(1);
        assertThat(reads).hasPositiveValue();
        assertThat(told()).containsExactly("budget/b/-/2026-11-22/r1/80%", "budget/b/-/2026-11-22/r1/100%");
    }

    @Test
    void ofSeveralChangesAtOnceTheFirstSeesToItAll() {
        put(acme.changed("Acme", List.of("shop")));
        put(acme.changed("Acme", List.of("shop", "web")));

        assertThat(service.clientsChanged(NOW)).isEqualTo(2);
        reads.set(0);
        assertThat(service.clientsChanged(NOW)).isZero();

        assertThat(reads).hasValue(0);
    }

    @Test
    void whatWasNotDoneToItsEndIsDoneAgain() {
        put(acme.changed("Acme", List.of("shop")));
        down.set(true);
        assertThatThrownBy(() -> service.clientsChanged(NOW)).isInstanceOf(StoreUnavailable.class);

        down.set(false);
        assertThat(service.clientsChanged(NOW)).isEqualTo(1);
        assertThat(told()).containsExactly("budget/b/-/2026-11-22/r1/80%");
    }
}
