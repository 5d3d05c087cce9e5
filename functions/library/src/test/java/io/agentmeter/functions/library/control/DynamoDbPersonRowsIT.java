package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.budget.Budgets;
import io.agentmeter.budget.Measure;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Spent;
import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.event.Erased;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.control.Change.What;
import io.agentmeter.functions.library.control.Enforcement.Action;
import io.agentmeter.functions.library.control.InFlightStore.Part;
import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanTerms;
import io.agentmeter.plan.PlanWindowName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbPersonRowsIT {
    private static final String ANN = "ann@ex#ample.com";
    private static final Erased ERASED = new Erased(ANN, "!1");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Change CHANGE = Admins.change(What.OVERRIDE, "each/o1", "created");

    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String table = dynamoDb.createTable(Table.CONTROL);
    private final PersonRows rows = new DynamoDbPersonRows(dynamoDb.client(), table);
    private final BudgetStore budgets = new DynamoDbBudgetStore(dynamoDb.client(), table);
    private final SpendStore spend = new DynamoDbSpendStore(dynamoDb.client(), table);
    private final InFlightStore inFlight = new DynamoDbInFlightStore(dynamoDb.client(), table);
    private final OverrideStore overrides = new DynamoDbOverrideStore(dynamoDb.client(), table);
    private final EnforcementLog enforcements = new DynamoDbEnforcementLog(dynamoDb.client(), table);
    private final PlanStore plans = new DynamoDbPlanStore(dynamoDb.client(), table);
    private final ChangeLog changes = new DynamoDbChangeLog(dynamoDb.client(), table);

    private String everything() {
        return dynamoDb.client().scan(scan -> scan.tableName(table)).items().stream()
                .map(Map<String, AttributeValue>::toString)
                .toList()
                .toString();
    }

    private void put(Budget budget) {
        budgets.put(
                budget,
                new Change(
                        Admins.NOW,
                        ANN,
                        What.BUDGET,
                        budget.id(),
                        "created",
                        null,
                        BudgetJson.of(budget).toString()));
    }

    private void spent(String budget, String part) {
        SpendKey key = new SpendKey(budget, part, "2026-11");
        spend.write(SpendRow.none(key).with(new Basis(1, 0), new TreeMap<>(Map.of(DAY, new Spent(BigDecimal.TEN, 2)))));
    }

    private static Enforcement stopped(String budget, String part, String project) {
        return new Enforcement(
                Admins.NOW,
                budget,
                "Each",
                part,
                "2026-11-22",
                "s1",
                "codex",
                project,
                ANN,
                Action.STOPPED,
                ANN,
                "Budget \"Each\" of " + ANN + " is used up.",
                Measure.USD,
                BigDecimal.TEN,
                BigDecimal.TEN);
    }

    private void fill() {
        put(Budget.created("each", Budgets.any().per(ScopeField.USER).terms().ownedBy(ANN), Admins.NOW, ANN));
        put(Budgets.any().scope(ScopeField.USER, ANN).as("hers"));
        put(Budgets.any().per(ScopeField.PROJECT).as("projects"));
        spent("each", ANN);
        spent("each", "bob");
        spent("projects", ANN);
        inFlight.write(new Part("each", ANN), InFlight.none("s1", "").begun(BigDecimal.ONE, Admins.NOW));
        overrides.add(
                new BudgetOverride(
                        "o1", "each", ANN, "for " + ANN, ANN, Admins.NOW, Admins.NOW.plus(Duration.ofHours(1))),
                CHANGE);
        enforcements.add(DAY, stopped("each", ANN, "shop"));
        PlanReading reading = new PlanReading(BigDecimal.TEN, Admins.NOW.plusSeconds(3600), Admins.NOW);
        TreeMap<PlanWindowName, PlanReading> windows = new TreeMap<>(Map.of(new PlanWindowName("five_hour"), reading));
        plans.report(new PlanReport(ANN, ANN, "s1", Admins.NOW, windows));
        PlanTerms terms = new PlanTerms("max", null, null, new TreeSet<>(List.of(ANN, "bob")));
        PlanAccount account = plans.account(ANN).orElseThrow().with(terms, ANN, Admins.NOW);
        plans.write(
                account,
                new Change(
                        Admins.NOW,
                        ANN,
                        What.PLAN,
                        ANN,
                        "created",
                        null,
                        "{\"account\":\"" + ANN + "\",\"users\":[\"" + ANN + "\"]}"));
    }

    @Test
    void theNameIsGoneFromBudgetsAndWhatTheyDidAndFromPlansAndTheLog() {
        fill();
        assertThat(rows.forget(ERASED)).isGreaterThan(10);

        assertThat(enforcements.newest(DAY, 10)).singleElement().satisfies(done -> {
            assertThat(done.user()).isEqualTo("!1");
            assertThat(done.part()).isEqualTo("!1");
            assertThat(done.by()).contains("!1");
            assertThat(done.reason()).isEqualTo("Budget \"Each\" of !1 is used up.");
        });
        assertThat(budgets.find("hers").orElseThrow().terms().scope().name(ScopeField.USER))
                .contains("!1");
        assertThat(budgets.find("each").orElseThrow().terms().owner()).isEqualTo("!1");
        assertThat(budgets.history("each").getFirst().createdBy()).isEqualTo("!1");
        assertThat(spend.parts("each", "2026-11", 10, true))
                .extracting(row ->
                        row.key().part() + " " + row.spend().on(DAY).amount().toPlainString())
                .containsExactlyInAnyOrder("!1 10", "bob 10");
        assertThat(inFlight.all(new Part("each", "!1"))).hasSize(1);
        assertThat(overrides.all(true)).singleElement().satisfies(override -> {
            assertThat(override.part()).contains("!1");
            assertThat(override.reason()).isEqualTo("for !1");
        });
        assertThat(plans.account("!1").orElseThrow().users()).containsExactly("!1", "bob");
        assertThat(plans.series("!1", new PlanWindowName("five_hour"), Admins.NOW.minusSeconds(3600)))
                .hasSize(1);
        assertThat(plans.accountOf("s1")).contains("!1");
        assertThat(changes.between(Admins.NOW, Admins.NOW.plusSeconds(1), 10))
                .noneSatisfy(change -> assertThat(change.toString()).contains(ANN));
    }

    @Test
    void aProjectOfTheSameNameStaysAndNothingElseHoldsIt() {
        fill();
        rows.forget(ERASED);
        assertThat(spend.parts("projects", "2026-11", 10, true))
                .extracting(row -> row.key().part())
                .containsExactly(ANN);
        dynamoDb.client()
                .deleteItem(delete -> delete.tableName(table)
                        .key(ControlTable.key("SPEND#projects", "2026-11#" + ANN.replace("#", "%23"))));
        assertThat(everything()).doesNotContain("ann@ex");
    }

    @Test
    void theSecondTimeFindsOnlyWhatCameSince() {
        fill();
        rows.forget(ERASED);
        assertThat(rows.forget(ERASED)).isZero();
        spent("each", ANN);
        plans.report(new PlanReport(ANN, ANN, "s2", Admins.NOW, new TreeMap<>()));
        assertThat(rows.forget(ERASED)).isEqualTo(3);
        assertThat(plans.accounts()).extracting(PlanAccount::account).containsExactly("!1");
        assertThat(spend.parts("each", "2026-11", 10, true)).hasSize(2);
    }

    @Test
    void aLongerWordThatHoldsTheNameIsAnotherOne() {
        PersonWords words = new PersonWords(new Erased("ann", "!1"), _ -> false);
        assertThat(words.sentence("Joann, ann-laptop, ann@example.com, ann.b and \"ann\" of ann."))
                .isEqualTo("Joann, ann-laptop, ann@example.com, ann.b and \"!1\" of !1.");
        assertThat(words.json("{\"scope\":{\"project\":\"ann\",\"user\":\"ann\"},\"name\":\"ann\",\"reason\":\"ann\"}"))
                .isEqualTo("{\"scope\":{\"project\":\"ann\",\"user\":\"!1\"},\"name\":\"ann\",\"reason\":\"!1\"}");
    }
}
