package io.agentmeter.functions.alert;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Screens;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetTerms;
import io.agentmeter.budget.ClientDirectory.Client;
import io.agentmeter.functions.library.alerts.AlertPolicy;
import io.agentmeter.functions.library.alerts.AlertSink;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.alerts.InMemoryAlertSink;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.budgets.SpendEvaluator;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.BudgetStore;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.ClientStore;
import io.agentmeter.functions.library.control.InMemoryAlertStore;
import io.agentmeter.functions.library.control.InMemoryBudgetStore;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import io.agentmeter.functions.library.control.InMemoryClientStore;
import io.agentmeter.functions.library.control.InMemorySpendStore;
import io.agentmeter.functions.library.control.SpendStore;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Usage, administrators and evaluators that get in each other's way, over stores that may be interrupted anywhere.
/// Every invocation has a memory of its own.
final class RacingWorld {
    static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC);
    static final LocalDate TODAY = CALENDAR.dayOf(NOW);

    private static final int MOST_SWEEPS = 20;

    final Interruptions interruptions;
    final InMemoryRollupStore rollups = new InMemoryRollupStore();
    final InMemorySpendStore spend = new InMemorySpendStore();
    final InMemoryAlertStore alerts = new InMemoryAlertStore();
    final InMemoryAlertSink topic = new InMemoryAlertSink();

    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final InMemoryBudgetStore budgets = new InMemoryBudgetStore(changes);
    private final InMemoryClientStore clients = new InMemoryClientStore(changes);

    RacingWorld(long seed, int faults) {
        interruptions = new Interruptions(seed, faults);
    }

    private BudgetService service() {
        return new BudgetService(new BudgetService.Parts(
                new BudgetBooks(
                        interruptions.around(BudgetStore.class, budgets),
                        interruptions.around(ClientStore.class, clients)),
                interruptions.around(SpendStore.class, spend),
                interruptions.around(RollupStore.class, rollups),
                alertsOfAnInvocation(),
                CALENDAR,
                new Screens(""),
                InstantSource.fixed(NOW)));
    }

    private Alerts alertsOfAnInvocation() {
        return new Alerts(
                interruptions.around(AlertStore.class, alerts),
                AlertPolicy.always(List.of(new TopicChannel(interruptions.around(AlertSink.class, topic)))),
                RacingWorld::inTurn);
    }

    private static <T, R> List<R> inTurn(Collection<T> things, Function<T, R> work) {
        return things.stream().map(work).toList();
    }

    /// Changes a cell, as a transaction of the aggregator does; the stream tells of it later, alone or with others.
    CellChange use(CellKey cell, String dollars, long requests, boolean live) {
        Counters before =
                Optional.ofNullable(rollups.cells(cell.day(), true).get(cell)).orElse(Counters.NONE);
        BigDecimal cost = new BigDecimal(dollars);
        Counters more = Counters.of(Map.of(
                CounterNames.COST,
                cost,
                CounterNames.LIVE_COST,
                live ? cost : BigDecimal.ZERO,
                CounterNames.REQUESTS,
                BigDecimal.valueOf(requests)));
        rollups.correct(cell, before, more);
        boolean rose = live && cost.signum() > 0;
        return new CellChange(cell, rose, rose, true);
    }

    /// The stream hands these changes to an invocation, again and again until it ends well.
    void tell(List<CellChange> records) {
        List<CellChange> batch = List.copyOf(records);
        interruptions.deliver(() -> service().evaluate(batch, NOW));
    }

    /// An administrator creates or changes a budget, and the control table's stream tells of it.
    void administer(String id, BudgetTerms terms) {
        Budget next = budgets.find(id)
                .map(known -> known.changed(terms, NOW, "eve"))
                .orElseGet(() -> Budget.created(id, terms, NOW, "eve"));
        budgets.put(next, change(id));
        interruptions.deliver(() -> service().changed(id, NOW));
        // The administrator's own function adds up as well, unless it dies; nobody repeats it then.
        interruptions.happen(() -> new SpendEvaluator(
                        new BudgetBooks(
                                interruptions.around(BudgetStore.class, budgets),
                                interruptions.around(ClientStore.class, clients)),
                        interruptions.around(SpendStore.class, spend),
                        interruptions.around(RollupStore.class, rollups),
                        CALENDAR)
                .evaluate(id, TODAY));
    }

    /// An administrator changes whose a project is.
    void assign(String client, List<String> projects) {
        long version = clients.directory(true).find(client).map(Client::version).orElse(0L);
        clients.put(new Client(client, client, projects, version + 1), change(client + version));
        interruptions.deliver(() -> service().clientsChanged(NOW));
    }

    private static Change change(String id) {
        return new Change(NOW, "eve", Change.What.BUDGET, id, "changed", null, null);
    }

    BudgetBook book() {
        return new BudgetBooks(budgets, clients).read(true);
    }

    List<Budget> history(String id) {
        return budgets.history(id);
    }

    /// The clock's function finishes what senders left behind.
    void sweep() {
        for (int minute = 1; !alerts.due(Instant.MAX).isEmpty() && minute <= MOST_SWEEPS; minute++) {
            Instant later = NOW.plusSeconds(minute * 100_000L);
            interruptions.deliver(() -> alertsOfAnInvocation().sweep(later, () -> true));
            interruptions.runAll();
        }
    }
}
