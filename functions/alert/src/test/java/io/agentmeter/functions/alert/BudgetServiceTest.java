package io.agentmeter.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.AlertMessage;
import io.agentmeter.alert.Screens;
import io.agentmeter.budget.Action;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.Budgets;
import io.agentmeter.budget.Measure;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.Spent;
import io.agentmeter.budget.Threshold;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.alerts.AlertSink;
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
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.report.FoldedUsage;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class BudgetServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemorySpendStore spend = new InMemorySpendStore();
    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final InMemoryBudgetStore budgets = new InMemoryBudgetStore(changes);
    private final InMemoryClientStore clients = new InMemoryClientStore(changes);
    private final InMemoryAlertSink sink = new InMemoryAlertSink();
    private final InMemoryAlertStore alerts = new InMemoryAlertStore();

    private Instant raisedAt = NOW;

    private BudgetService service(OrganisationCalendar calendar) {
        return service(calendar, sink);
    }

    private BudgetService service(OrganisationCalendar calendar, AlertSink to) {
        return new BudgetService(new BudgetService.Parts(
                new BudgetBooks(budgets, clients),
                spend,
                rollups,
                new Alerts(alerts, List.of(new TopicChannel(to))),
                calendar,
                new Screens("https://meter.example.com"),
                () -> raisedAt));
    }

    private BudgetService service() {
        return service(FoldedUsage.UTC);
    }

    private Budget set(Budget budget) {
        budgets.put(budget, new Change(NOW, "eve", Change.What.BUDGET, budget.id(), "created", null, null));
        return budget;
    }

    private CellChange use(LocalDate day, String dollars, boolean live) {
        CellKey cell = new CellKey(day, "shop", "ann", "", "claude-code", "m", "api", "");
        return use(
                cell,
                Map.of(
                        CounterNames.COST,
                        new BigDecimal(dollars),
                        CounterNames.LIVE_COST,
                        live ? new BigDecimal(dollars) : BigDecimal.ZERO,
                        CounterNames.REQUESTS,
                        BigDecimal.ONE),
                live);
    }

    private CellChange use(CellKey cell, Map<String, BigDecimal> more, boolean rose) {
        Counters before = rollups.cells(cell.day(), true).getOrDefault(cell, Counters.NONE);
        rollups.correct(cell, before, Counters.of(more));
        return new CellChange(cell, rose, rose, true);
    }

    private SortedMap<LocalDate, Spent> spent(Budget budget, String part, LocalDate first, LocalDate last) {
        return spend.spend(budget, part, budget.basis(clients.directory(true)), first, last, true)
                .days();
    }

    private List<String> told() {
        return sink.published().stream().map(AlertMessage::id).toList();
    }

    @Test
    void whoAddedUpForMinutesClaimsForAsLongAsAnybody() {
        set(Budgets.any().scope(ScopeField.PROJECT, "shop").as("b"));
        raisedAt = NOW.plusSeconds(120);
        List<Boolean> takenOver = new ArrayList<>();
        AlertSink whileItIsSent =
                _ -> takenOver.add(!alerts.due(raisedAt.plusSeconds(1)).isEmpty());

        assertThat(service(FoldedUsage.UTC, whileItIsSent).evaluate(List.of(use(TODAY, "8.10", true)), NOW))
                .isEqualTo(1);
        assertThat(takenOver).containsExactly(false);
    }

    @Test
    void eachThresholdIsToldOnceHoweverOftenTheStreamRepeatsItself() {
        set(Budgets.any().scope(ScopeField.PROJECT, "shop").as("b"));
        CellChange first = use(TODAY, "8.10", true);

        assertThat(service().evaluate(List.of(first), NOW)).isEqualTo(1);
        assertThat(service().evaluate(List.of(first), NOW.plusSeconds(600))).isZero();
        CellChange second = use(TODAY, "5", true);
        assertThat(service().evaluate(List.of(first, second), NOW)).isEqualTo(1);

        assertThat(told()).containsExactly("budget/b/-/2026-11-22/r1/80%", "budget/b/-/2026-11-22/r1/100%");
        AlertMessage message = sink.published().getLast();
        assertThat(message.subject()).contains("Budget Any: $13.10 of $10.00 spent in 2026-11-22");
        assertThat(message.text())
                .contains("threshold of 100 % is reached; from there on agents are stopped", "/#/budgets/b\n");
        assertThat(message.attributes()).containsEntry("project", "shop").containsEntry("action", "stop");
    }

    @Test
    void aLateEventAlertsForTheWindowItBelongsTo() {
        set(Budgets.any().as("day"));
        set(Budgets.any().window(Kind.MONTH).as("month"));
        service().evaluate(List.of(use(TODAY.minusDays(1), "7", true)), NOW);

        service().evaluate(List.of(use(TODAY.minusDays(1), "1.5", true)), NOW);

        assertThat(told()).containsExactly("budget/day/-/2026-11-21/r1/80%", "budget/month/-/2026-11/r1/80%");
    }

    @Test
    void backfillCountsAndTheNextSpendAlerts() {
        Budget budget = set(Budgets.any().as("b"));

        assertThat(service().evaluate(List.of(use(TODAY, "9", false)), NOW)).isZero();
        assertThat(spent(budget, "", TODAY, TODAY)).containsEntry(TODAY, new Spent(new BigDecimal("9"), 1));
        assertThat(service().evaluate(List.of(use(TODAY, "0.01", true)), NOW)).isEqualTo(1);
    }

    @Test
    void aDayTooLongAgoCountsAndDoesNotAlert() {
        Budget budget = set(Budgets.any().window(Kind.TOTAL).as("b"));
        LocalDate old = TODAY.minusDays(36);

        assertThat(service().evaluate(List.of(use(old, "50", true)), NOW)).isZero();

        assertThat(spent(budget, "", old, TODAY)).containsKey(old);
    }

    @Test
    void aNewBudgetThatIsUsedUpIsToldAtOnceAndAChangedOneAgain() {
        use(TODAY, "12", true);
        Budget budget = set(Budgets.any().as("b"));

        assertThat(service().changed("b", NOW)).isEqualTo(2);
        assertThat(service().changed("b", NOW)).isZero();
        set(budget.changed(Budgets.any().grace(10).terms(), NOW, "eve"));
        assertThat(service().changed("b", NOW))
                .as("what is reached is the same")
                .isZero();
        set(budgets.find("b")
                .orElseThrow()
                .changed(Budgets.any().limit(Measure.USD, "11").terms(), NOW, "eve"));
        assertThat(service().changed("b", NOW)).isEqualTo(2);

        assertThat(told()).contains("budget/b/-/2026-11-22/r1/100%", "budget/b/-/2026-11-22/r3/100%");
    }

    @Test
    void tokensOfAModelWithoutAPriceAlert() {
        set(Budgets.any()
                .limit(Measure.TOKENS, "1000")
                .thresholds(Threshold.percent(100, Action.STOP))
                .as("b"));
        CellKey cell = new CellKey(TODAY, "shop", "ann", "", "codex", "homemade", "", "");
        CellChange change = use(
                cell,
                Map.of(
                        CounterNames.REQUESTS,
                        BigDecimal.ONE,
                        CounterNames.FRESH_INPUT,
                        BigDecimal.valueOf(600),
                        CounterNames.OUTPUT,
                        BigDecimal.valueOf(400)),
                true);

        assertThat(service().evaluate(List.of(change), NOW)).isEqualTo(1);
    }

    @Test
    void daysAreTheOrganisationsAtMonthEndAndWhenClocksChange() {
        OrganisationCalendar newYork = new OrganisationCalendar(ZoneId.of("America/New_York"));
        Budget day = set(Budgets.any().window(Kind.DAY).as("day"));
        Budget month = set(Budgets.any().window(Kind.MONTH).as("month"));
        List<CellChange> records = new ArrayList<>();
        // 23:59 summer time, twice half past one, 23:59 winter time, midnight.
        List<String> times = List.of(
                "2026-11-01T03:59:59Z",
                "2026-11-01T05:30:00Z",
                "2026-11-01T06:30:00Z",
                "2026-11-02T04:59:59Z",
                "2026-11-02T05:00:00Z");
        for (String time : times) {
            ModelRequest request = request(time, Instant.parse(time), "s", "m", "1");
            Slice slice = Slice.empty(SliceKey.firstPageOf(request)).fold(List.of(request), FoldedUsage.REPORTED_ONLY);
            Dimensions names = Dimensions.of(request.envelope().attribution());
            new Contributions(newYork)
                    .of(slice.entries().values(), names)
                    .cells()
                    .forEach((cell, counters) -> records.add(use(cell, counters.values(), true)));
        }

        service(newYork).evaluate(records, Instant.parse("2026-11-02T05:00:01Z"));

        for (Budget budget : List.of(day, month)) {
            assertThat(spent(budget, "", LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-30")))
                    .containsOnlyKeys(
                            LocalDate.parse("2026-10-31"), LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-02"))
                    .containsEntry(LocalDate.parse("2026-11-01"), new Spent(BigDecimal.valueOf(3), 3));
        }
        Spend all = new Spend(spent(month, "", LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-30")));
        assertThat(all.in(month.windowAt(LocalDate.parse("2026-10-31")), month).requests())
                .isEqualTo(1);
        assertThat(all.in(month.windowAt(LocalDate.parse("2026-11-01")), month).requests())
                .isEqualTo(4);
    }

    private static ModelRequest request(String id, Instant time, String session, String model, String dollars) {
        Envelope envelope = UsageEvents.request(id, time, session).envelope();
        return new ModelRequest(
                envelope,
                ModelRequest.Facts.of(Claim.of(Source.OTLP, model), TokenUsage.of(1, 0, 0, 1))
                        .withReportedCost(Money.ofDollars(dollars)));
    }

    private static final Dimensions SHOP = new Dimensions("shop", "ann@example.com", "", "claude-code", "", "", "");
    private static final Dimensions WEB = new Dimensions("web", "ann@example.com", "", "claude-code", "", "", "");

    private static SessionDayChange change(String session, LocalDate day, Dimensions before, Dimensions after) {
        return new SessionDayChange(new SessionDayKey(day, session), before, after, true, true);
    }

    @Test
    void aSessionHasItsLimitOverAllOfItsDays() {
        Budget budget = set(Budgets.any().window(Kind.SESSION).as("each"));
        StoredUsage.put(
                rollups,
                List.of(
                        request("a", NOW.minusSeconds(86_400), "s1", "m", "6"),
                        request("b", NOW, "s1", "m", "4.5"),
                        request("c", NOW, "s2", "m", "7")));

        service()
                .evaluate(
                        List.of(
                                change("s1", TODAY.minusDays(1), SHOP, SHOP),
                                change("s1", TODAY, SHOP, SHOP),
                                change("s2", TODAY, SHOP, SHOP)),
                        NOW);

        assertThat(told()).containsExactlyInAnyOrder("budget/each/s1/session/r1/80%", "budget/each/s1/session/r1/100%");
        assertThat(spent(budget, "s1", TODAY, TODAY)).hasSize(2);
    }

    @Test
    void ofASessionOnlyTheModelCountsThatTheBudgetIsAbout() {
        Budget budget = set(Budgets.any()
                .scope(ScopeField.MODEL, "opus")
                .window(Kind.SESSION)
                .as("each"));
        StoredUsage.put(rollups, List.of(request("a", NOW, "s1", "opus", "3"), request("b", NOW, "s1", "sonnet", "4")));

        service().evaluate(List.of(change("s1", TODAY, SHOP, SHOP)), NOW);

        assertThat(spent(budget, "s1", TODAY, TODAY)).containsEntry(TODAY, new Spent(BigDecimal.valueOf(3), 1));
    }

    @Test
    void aSessionThatMovesToAnotherProjectTakesItsSpendAlong() {
        Budget ofShop = set(Budgets.any()
                .scope(ScopeField.PROJECT, "shop")
                .window(Kind.SESSION)
                .as("shop"));
        Budget ofWeb = set(Budgets.any()
                .scope(ScopeField.PROJECT, "web")
                .window(Kind.SESSION)
                .as("web"));
        StoredUsage.put(rollups, List.of(request("a", NOW, "s1", "m", "3")));
        service().evaluate(List.of(change("s1", TODAY, SHOP, SHOP)), NOW);
        assertThat(spent(ofShop, "s1", TODAY, TODAY)).hasSize(1);
        ModelRequest later = request("b", NOW.plusSeconds(1), "s1", "m", "1");
        Envelope said = later.envelope();
        StoredUsage.put(
                rollups,
                List.of(new ModelRequest(
                        new Envelope(
                                said.id(),
                                said.time(),
                                said.session(),
                                said.attribution().withProject(new Claim(5_000, "web")),
                                said.sources(),
                                true),
                        later.facts())));

        service().evaluate(List.of(change("s1", TODAY, SHOP, WEB)), NOW);

        assertThat(spent(ofShop, "s1", TODAY, TODAY)).isEmpty();
        assertThat(spent(ofWeb, "s1", TODAY, TODAY)).containsEntry(TODAY, new Spent(BigDecimal.valueOf(4), 2));
    }

    @Test
    void aBudgetOfOneSessionByTheDay() {
        Budget budget = set(Budgets.any().scope(ScopeField.SESSION, "s1").as("one"));
        StoredUsage.put(rollups, List.of(request("a", NOW, "s1", "m", "3"), request("b", NOW, "s2", "m", "4")));

        service().evaluate(List.of(change("s1", TODAY, SHOP, SHOP), change("s2", TODAY, SHOP, SHOP)), NOW);

        assertThat(spent(budget, "", TODAY, TODAY)).containsEntry(TODAY, new Spent(BigDecimal.valueOf(3), 1));
        set(Budgets.any().scope(ScopeField.SESSION, "s2").as("other"));
        service().changed("other", NOW);
        assertThat(spent(budgets.find("other").orElseThrow(), "", TODAY, TODAY))
                .containsEntry(TODAY, new Spent(BigDecimal.valueOf(4), 1));
    }
}
