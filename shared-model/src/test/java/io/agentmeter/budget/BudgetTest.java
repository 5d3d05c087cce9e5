package io.agentmeter.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.ClientDirectory.Client;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final OrganisationCalendar UTC = new OrganisationCalendar(ZoneId.of("UTC"));

    private static Spend spend(String... dayAndAmount) {
        TreeMap<LocalDate, Spent> days = new TreeMap<>();
        for (int i = 0; i < dayAndAmount.length; i += 2) {
            days.put(LocalDate.parse(dayAndAmount[i]), new Spent(new BigDecimal(dayAndAmount[i + 1]), 1));
        }
        return new Spend(days);
    }

    private static BudgetState state(Budget budget, Spend spend, BudgetOverride... overrides) {
        return BudgetState.of(budget, "", spend, List.of(overrides), NOW, UTC);
    }

    private static Subject subject(String project, String user) {
        return new Subject(project, user, "web", "acme", "claude-code", "opus", "api", "SHOP-7", "s1");
    }

    @Test
    void exactlyOnTheThresholdCountsAsReached() {
        Budget budget = Budgets.any().as("b");

        assertThat(state(budget, spend("2026-11-22", "7.999999999")).verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(state(budget, spend("2026-11-22", "8")).verdict()).isEqualTo(Verdict.WARN);
        assertThat(state(budget, spend("2026-11-22", "9.999999999")).verdict()).isEqualTo(Verdict.WARN);
        BudgetState full = state(budget, spend("2026-11-21", "99", "2026-11-22", "10.0"));
        assertThat(full.verdict()).isEqualTo(Verdict.STOP);
        assertThat(full.reached()).contains(Threshold.percent(100, Action.STOP));
        assertThat(full.percent()).isEqualByComparingTo("100");
        assertThat(full.remaining()).isEqualByComparingTo("0");
        assertThat(full.resetsAt()).contains(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void percentNeverShowsAsReachedBeforeItIs() {
        assertThat(state(Budgets.any().as("b"), spend("2026-11-22", "9.9999")).percent())
                .isEqualByComparingTo("99.9");
    }

    @Test
    void graceWarnsWhereItWouldBlock() {
        Budget budget = Budgets.any().grace(10).as("b");

        assertThat(state(budget, spend("2026-11-22", "10.99")).verdict()).isEqualTo(Verdict.WARN);
        assertThat(state(budget, spend("2026-11-22", "11")).verdict()).isEqualTo(Verdict.STOP);
        assertThat(budget.blocksFrom())
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("11"));
    }

    @Test
    void anOverrideLeavesTheWarningUntilItRunsOut() {
        Budget budget = Budgets.any().as("b");
        Spend spend = spend("2026-11-22", "12");
        BudgetOverride override =
                new BudgetOverride("o", "b", null, "release", "ann", NOW.minusSeconds(60), NOW.plusSeconds(1));

        BudgetState state = state(budget, spend, override);
        assertThat(state.verdict()).isEqualTo(Verdict.WARN);
        assertThat(state.override()).contains(override);
        assertThat(BudgetState.of(budget, "", spend, List.of(override), NOW.plusSeconds(1), UTC)
                        .verdict())
                .isEqualTo(Verdict.STOP);
        assertThat(state(Budgets.any().as("other"), spend, override).verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void anOverrideOfADeletedBudgetIsNotForANewOneOfTheSameName() {
        Spend spend = spend("2026-11-22", "12");
        BudgetOverride before = new BudgetOverride(
                "o", "b", null, "release", "ann", Budgets.CREATED.minusSeconds(1), NOW.plusSeconds(60));

        assertThat(state(Budgets.any().as("b"), spend, before).verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void anOverrideOfOnePartIsForNoOther() {
        Budget budget = Budgets.any().per(ScopeField.USER).as("b");
        BudgetOverride forAnn =
                new BudgetOverride("o", "b", "ann", "release", "eve", NOW.minusSeconds(60), NOW.plusSeconds(60));
        Spend spend = spend("2026-11-22", "12");

        assertThat(BudgetState.of(budget, "ann", spend, List.of(forAnn), NOW, UTC)
                        .verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(BudgetState.of(budget, "bob", spend, List.of(forAnn), NOW, UTC)
                        .verdict())
                .isEqualTo(Verdict.STOP);
    }

    @Test
    void outsideOfItsValidityItNeitherCountsNorHolds() {
        Budget budget = Budgets.any()
                .window(Kind.MONTH)
                .valid("2026-11-10", "2026-11-21")
                .as("b");
        Spend spend = spend("2026-11-09", "100", "2026-11-10", "1", "2026-11-21", "2", "2026-11-22", "100");

        BudgetState state = state(budget, spend);
        assertThat(state.spent().amount()).isEqualByComparingTo("3");
        assertThat(state(Budgets.any().valid("2026-11-23", null).as("b"), spend).verdict())
                .isEqualTo(Verdict.ALLOW);
        assertThat(state(Budgets.any().valid("2026-11-22", null).as("b"), spend).verdict())
                .isEqualTo(Verdict.STOP);
    }

    @Test
    void windowsTurnAtTheOrganisationsMidnightAlsoWhenClocksChange() {
        OrganisationCalendar newYork = new OrganisationCalendar(ZoneId.of("America/New_York"));
        Budget day = Budgets.any().as("b");
        Instant beforeTheChange = Instant.parse("2026-11-01T05:30:00Z");

        BudgetState state = BudgetState.of(day, "", spend("2026-11-01", "8.5"), List.of(), beforeTheChange, newYork);
        assertThat(state.window().key()).isEqualTo("2026-11-01");
        assertThat(state.resetsAt()).contains(Instant.parse("2026-11-02T05:00:00Z"));
        assertThat(BudgetState.of(
                                Budgets.any().window(Kind.MONTH).as("m"),
                                "",
                                Spend.NONE,
                                List.of(),
                                Instant.parse("2026-12-01T04:59:59Z"),
                                newYork)
                        .window()
                        .key())
                .isEqualTo("2026-11");
    }

    @Test
    void aBudgetHoldsForWhoeverHasEveryNameOfItsScope() {
        Budget both = Budgets.any()
                .scope(new BudgetScope(Map.of(ScopeField.PROJECT, "shop", ScopeField.USER, "ann")))
                .as("b");

        assertThat(both.matches(subject("shop", "ann"))).isTrue();
        assertThat(both.matches(subject("shop", "bob"))).isFalse();
        assertThat(both.matches(Subject.UNKNOWN)).isFalse();
        assertThat(Budgets.any().as("all").matches(Subject.UNKNOWN)).isTrue();
    }

    @Test
    void whoLacksTheNameThatLimitsArePerHasNone() {
        Budget perUser = Budgets.any().per(ScopeField.USER).as("b");

        assertThat(perUser.part(subject("shop", "ann"))).contains("ann");
        assertThat(perUser.part(subject("shop", ""))).isEmpty();
        assertThat(Budgets.any().window(Kind.SESSION).as("s").part(subject("shop", "")))
                .contains("s1");
        assertThat(perUser.deleted(NOW, "ann").part(subject("shop", "ann"))).isEmpty();
    }

    @Test
    void aClientIsAllOfItsProjects() {
        ClientDirectory clients = ClientDirectory.of(
                List.of(new Client("acme", "Acme", List.of("shop", "web"), 2), new Client("b", "B", List.of(), 5)));

        assertThat(clients.clientOf("web")).isEqualTo("acme");
        assertThat(clients.clientOf("docs")).isEmpty();
        assertThat(clients.projectsVersion()).isEqualTo(7);
        assertThat(Budgets.any().scope(ScopeField.CLIENT, "acme").as("b").basis(clients))
                .isEqualTo(new Basis(1, 7));
        assertThat(Budgets.any().as("b").basis(clients)).isEqualTo(new Basis(1, 0));
    }

    @Test
    void whatIsCountedForClientsChangesWithTheirProjectsOnly() {
        Client acme = new Client("acme", "Acme", List.of("shop", "web"), 5);
        Budget budget = Budgets.any().scope(ScopeField.CLIENT, "acme").as("b");

        Client renamed = acme.changed("Acme Inc.", List.of("web", "shop"));
        Client smaller = renamed.changed("Acme Inc.", List.of("web"));

        assertThat(renamed.version()).isEqualTo(6);
        assertThat(budget.basis(ClientDirectory.of(List.of(renamed))))
                .isEqualTo(budget.basis(ClientDirectory.of(List.of(acme))))
                .isEqualTo(new Basis(1, 5));
        assertThat(smaller.version()).isEqualTo(7);
        assertThat(budget.basis(ClientDirectory.of(List.of(smaller)))).isEqualTo(new Basis(1, 6));
    }

    @Test
    void revisionsRiseWithWhatMakesAnAlertAnotherOne() {
        Budget first = Budgets.any().as("b");

        Budget renamed = first.changed(Budgets.any().grace(5).terms(), NOW, "bob");
        assertThat(renamed.version()).isEqualTo(2);
        assertThat(renamed.revision()).isEqualTo(1);
        Budget raised = renamed.changed(Budgets.any().limit(Measure.USD, "20").terms(), NOW, "bob");
        assertThat(raised.revision()).isEqualTo(3);
        assertThat(raised.basisRevision()).isEqualTo(1);
        Budget moved =
                raised.changed(Budgets.any().scope(ScopeField.PROJECT, "shop").terms(), NOW, "bob");
        assertThat(moved.basisRevision()).isEqualTo(4);
        Budget back = moved.deleted(NOW, "bob").changed(moved.terms(), NOW, "eve");
        assertThat(back.version()).isEqualTo(6);
        assertThat(back.revision()).isEqualTo(6);
        assertThat(back.createdBy()).isEqualTo("eve");
    }

    @Test
    void crossingsAreNamedByPartWindowRevisionAndThreshold() {
        Budget budget = Budgets.any().per(ScopeField.USER).as("b");

        List<BudgetCrossing> crossings = BudgetCrossing.of(
                budget,
                "a/b%",
                spend("2026-11-21", "9", "2026-11-22", "10"),
                List.of(LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-22")),
                LocalDate.parse("2026-11-22"));

        assertThat(crossings)
                .extracting(BudgetCrossing::id)
                .containsExactly(
                        "budget/b/a%2Fb%25/2026-11-21/r1/80%",
                        "budget/b/a%2Fb%25/2026-11-22/r1/80%", "budget/b/a%2Fb%25/2026-11-22/r1/100%");
    }

    @Test
    void aRollingWindowAlertsWhenItRisesAndAgainOnlyAfterItFell() {
        Budget budget = Budgets.any().window(BudgetWindow.rolling(3)).as("b");
        LocalDate first = LocalDate.parse("2026-11-10");
        Spend spend = spend(
                "2026-11-10", "8", "2026-11-11", "1", "2026-11-12", "0.5", "2026-11-16", "8.5", "2026-11-17", "0.1");

        List<BudgetCrossing> crossings = BudgetCrossing.of(
                budget, "", spend, first.datesUntil(first.plusDays(9)).toList(), first.plusDays(9));

        assertThat(crossings)
                .extracting(crossing -> crossing.window().key())
                .containsExactly("last-3@2026-11-10", "last-3@2026-11-16");
    }

    @Test
    void aLateDayThatLiftsALaterRollingWindowIsNotLost() {
        Budget budget = Budgets.any().window(BudgetWindow.rolling(3)).as("b");
        Spend spend = spend("2026-11-10", "4", "2026-11-11", "4.5");

        assertThat(BudgetCrossing.of(
                        budget, "", spend, List.of(LocalDate.parse("2026-11-10")), LocalDate.parse("2026-11-12")))
                .extracting(crossing -> crossing.window().key())
                .containsExactly("last-3@2026-11-11");
    }
}
