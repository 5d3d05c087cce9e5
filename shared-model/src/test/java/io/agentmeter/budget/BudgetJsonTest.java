package io.agentmeter.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.BudgetReading.Refused;
import io.agentmeter.budget.BudgetReading.Understood;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.ClientDirectory.Client;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BudgetJsonTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final ClientDirectory CLIENTS =
            ClientDirectory.of(List.of(Client.created("acme", "Acme", List.of("shop"))));

    private static BudgetReading read(String json) throws Exception {
        return BudgetReading.of(BudgetJson.MAPPER.readTree(json), "shop-day", CLIENTS, TODAY);
    }

    private static List<FieldProblem> problems(String json) throws Exception {
        return read(json) instanceof Refused(List<FieldProblem> problems) ? problems : List.of();
    }

    @Test
    void theSmallestBudgetHasDefaultsForEverythingElse() throws Exception {
        BudgetReading reading = read("""
                {"name": "Shop", "scope": {"project": "shop"}, "window": "day", "amountUsd": "10.00",
                 "thresholds": [{"percent": 80, "action": "warn"}, {"amount": "10", "action": "stop"}]}""");

        assertThat(reading)
                .isEqualTo(new Understood(
                        new BudgetTerms(
                                "Shop",
                                BudgetScope.of(ScopeField.PROJECT, "shop"),
                                null,
                                BudgetWindow.of(Kind.DAY),
                                Limit.usd("10"),
                                List.of(
                                        Threshold.percent(80, Action.WARN),
                                        new Threshold.Amount(BigDecimal.TEN, Action.STOP)),
                                BigDecimal.ZERO,
                                FailMode.ALLOW,
                                "",
                                null,
                                null),
                        OptionalLong.empty()));
    }

    @Test
    void whatWasAnsweredMayBeSentBack() throws Exception {
        Budget budget = Budgets.any()
                .scope(new BudgetScope(Map.of(ScopeField.CLIENT, "acme", ScopeField.MODEL, "opus")))
                .per(ScopeField.USER)
                .window(BudgetWindow.rolling(30))
                .limit(Measure.TOKENS, "500000")
                .thresholds(
                        new Threshold.Percent(new BigDecimal("12.5"), Action.NOTIFY),
                        Threshold.percent(100, Action.PAUSE),
                        new Threshold.Amount(new BigDecimal("600000"), Action.STOP))
                .grace(10)
                .valid("2026-11-01", "2027-01-31")
                .as("shop-day");

        String json = BudgetJson.of(budget).toString();

        assertThat(read(json)).isEqualTo(new Understood(budget.terms(), OptionalLong.of(1)));
        assertThat(json).doesNotContain("E+").contains("\"percent\":100,", "\"amountTokens\":500000,");
    }

    @Test
    void whatIsStoredComesBackAsItWas() {
        Budget first = Budgets.any()
                .scope(ScopeField.CLIENT, "long gone")
                .valid(null, "2026-11-02")
                .as("shop-day");
        Budget second = first.changed(
                Budgets.any().limit(Measure.REQUESTS, "7").terms(), Instant.parse("2026-11-23T00:00:01.5Z"), "bob");

        for (Budget budget : List.of(first, second, second.deleted(Instant.parse("2026-11-24T00:00:00Z"), "eve"))) {
            assertThat(BudgetJson.stored(BudgetJson.stored(budget))).isEqualTo(budget);
        }
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() throws Exception {
        assertThat(problems("""
                {"scope": {"planet": "mars", "user": "", "client": "nobody"}, "per": "galaxy", "window": "fortnight",
                 "rollingDays": 0, "amountUsd": "-3", "gracePercent": 101, "onUnavailable": "panic", "owner": 7,
                 "thresholds": [{"percent": 0, "action": "warn"}, {"action": "stop"}, {"percent": 5, "amount": 3, "action": "stop"},
                   {"percent": 50, "action": "explode"}, 7],
                 "validFrom": "yesterday", "validTo": "2026-11-21", "version": "1", "colour": "red"}"""))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(
                        "colour",
                        "name",
                        "scope.planet",
                        "scope.user",
                        "scope.client",
                        "per",
                        "window",
                        "rollingDays",
                        "amountUsd",
                        "gracePercent",
                        "onUnavailable",
                        "owner",
                        "thresholds[0].percent",
                        "thresholds[1].percent",
                        "thresholds[2].amount",
                        "thresholds[3].action",
                        "thresholds[4]",
                        "validFrom",
                        "validTo",
                        "version");
    }

    @Test
    void contradictionsAreNamedWhereTheyAre() throws Exception {
        assertThat(problems("""
                {"name": "x", "window": "day", "rollingDays": 7, "amountUsd": "1", "amountTokens": 5, "scope": {"user": "ann"}, "per": "user",
                 "thresholds": [{"percent": 100, "action": "stop"}], "validFrom": "2027-01-02", "validTo": "2027-01-01"}"""))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder("rollingDays", "amountUsd", "amountTokens", "per", "validTo");
        assertThat(problems("""
                {"name": "x", "window": "session", "amountRequests": "2.5", "per": "user", "thresholds": []}"""))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder("amountRequests", "per", "thresholds");
        assertThat(problems("""
                {"name": "x", "window": "rolling", "thresholds": [{"percent": 1, "action": "stop"}]}""")).extracting(FieldProblem::field).containsExactlyInAnyOrder("rollingDays", "amountUsd");
    }

    @Test
    void thresholdsRiseInAmountAndNeverGetMilder() throws Exception {
        assertThat(problems("""
                {"name": "x", "window": "day", "amountUsd": 10, "thresholds": [{"percent": 80, "action": "stop"}, {"amount": "8", "action": "warn"},
                 {"percent": 100, "action": "warn"}]}"""))
                .containsExactly(
                        new FieldProblem(
                                "thresholds[1].amount", "is out of order: it must be above the threshold before it"),
                        new FieldProblem("thresholds[1].action", "is milder than at the threshold before it"));
    }

    @Test
    void aWrongAmountHidesNothingOfTheOrderThatCanBeToldWithoutIt() throws Exception {
        String budget = """
                {"name": "x", "window": "day", "amountUsd": "ten", "thresholds": [%s, %s, %s]}""";
        String tenths = "{\"percent\": 10, \"action\": \"notify\"}";
        String eighty = "{\"percent\": 80, \"action\": \"warn\"}";
        String hundred = "{\"percent\": 100, \"action\": \"stop\"}";
        String dollar = "{\"amount\": \"1\", \"action\": \"stop\"}";
        String half = "{\"amount\": \"0.5\", \"action\": \"stop\"}";
        assertThat(problems(budget.formatted(tenths, hundred, eighty)))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder("amountUsd", "thresholds[2].percent", "thresholds[2].action");
        assertThat(problems(budget.formatted(tenths, dollar, half)))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder("amountUsd", "thresholds[2].amount");
        assertThat(problems(budget.formatted(hundred, dollar, eighty)))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder("amountUsd", "thresholds[2].action");
    }

    @Test
    void amountsAreExactHoweverTheyAreWritten() throws Exception {
        for (String amount : List.of("0.1", "\"0.1\"", "0.10")) {
            BudgetReading reading = read("""
                    {"name": "x", "window": "day", "amountUsd": %s, "thresholds": [{"percent": 1, "action": "stop"}]}""".formatted(amount));
            assertThat(reading).isInstanceOf(Understood.class);
            JsonNode json = BudgetJson.of(Budget.created("x", ((Understood) reading).terms(), Budgets.CREATED, "ann"));
            assertThat(json.path("amountUsd").textValue()).isEqualTo("0.1");
        }
        for (String amount : List.of(
                "0",
                "1e3000",
                "1e999999999",
                "1e-999999999",
                "\"1e3\"",
                "\"\"",
                "true",
                "[]",
                "1234567890123",
                "0.0000000001")) {
            assertThat(problems("""
                    {"name": "x", "window": "day", "amountUsd": %s, "thresholds": [{"percent": 1, "action": "stop"}]}""".formatted(amount)))
                    .as(amount)
                    .extracting(FieldProblem::field)
                    .containsExactly("amountUsd");
        }
    }
}
