package io.agentmeter.alert.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.AlertScope;
import io.agentmeter.alert.Screens;
import io.agentmeter.alert.watch.Anomalies.Anomaly;
import io.agentmeter.alert.watch.Silences.Silence;
import io.agentmeter.event.Source;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.plan.RateLimitHit;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchRulesTest {
    /// A Sunday.
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Money FIVE = Money.ofDollars("5");
    private static final Notices NOTICES = new Notices(new Screens("https://meter.example"));

    private static CellKey cell(LocalDate day, String project, String user) {
        return new CellKey(day, project, user, "", "codex", "model", "", "");
    }

    private static DayCells costing(LocalDate day, String dollars) {
        BigDecimal amount = new BigDecimal(dollars);
        return new DayCells(
                day,
                Map.of(
                        cell(day, "shop", "ann"),
                        Counters.of(Map.of(CounterNames.COST, amount, CounterNames.LIVE_COST, amount))));
    }

    private static List<DayCells> sundays(String... dollars) {
        List<DayCells> days = new ArrayList<>();
        for (int week = 1; week <= dollars.length; week++) {
            days.add(costing(DAY.minusWeeks(week), dollars[week - 1]));
        }
        return days;
    }

    @Test
    void aDayFarAboveSuchWeekdaysIsUnusualForEveryScopeAndSaysWhyInOneSentence() {
        // Median 10, median distance 1: 10 + 6 x 1.4826 = 18.8956 is below twice the middle.
        List<DayCells> history = sundays("9", "10", "11", "10", "9");
        List<Anomaly> found = Anomalies.of(costing(DAY, "20.01"), history, FIVE);
        assertThat(found)
                .extracting(Anomaly::scope)
                .containsExactly(AlertScope.ALL, AlertScope.PROJECT, AlertScope.USER, AlertScope.AGENT);
        assertThat(found.get(1).why())
                .isEqualTo("The last 5 Sundays with usage cost $10.00 in the middle, give or take $1.00; such a day is"
                        + " unusual above $20.00, and it has cost $20.01 on 2026-11-22.");
        assertThat(Anomalies.of(costing(DAY, "20"), history, FIVE)).isEmpty();
    }

    @Test
    void daysThatAlwaysDifferALotAreHeldAgainstThat() {
        // Median 10, median distance 5: 10 + 44.478.
        List<DayCells> history = sundays("5", "10", "15", "4", "16");
        assertThat(Anomalies.of(costing(DAY, "54.47"), history, FIVE)).isEmpty();
        assertThat(Anomalies.of(costing(DAY, "54.48"), history, FIVE)).isNotEmpty();
    }

    @Test
    void oneWildDayInThePastHidesNothing() {
        assertThat(Anomalies.of(costing(DAY, "30"), sundays("9", "10", "5000", "10", "9"), FIVE))
                .isNotEmpty();
    }

    @Test
    void whatCostsLittleIsNotWorthAMessageHoweverUnusual() {
        assertThat(Anomalies.of(costing(DAY, "4.99"), sundays("0.1", "0.1", "0.1", "0.1"), FIVE))
                .isEmpty();
        assertThat(Anomalies.of(costing(DAY, "5"), sundays("0.1", "0.1", "0.1", "0.1"), FIVE))
                .isNotEmpty();
    }

    @Test
    void withFewSuchWeekdaysTheLastWeeksCountAndWithFewDaysNothingIsSaid() {
        List<DayCells> history = new ArrayList<>();
        for (int back = 1; back <= 7; back++) {
            history.add(costing(DAY.minusDays(back), "10"));
        }
        assertThat(Anomalies.of(costing(DAY, "21"), history, FIVE).getFirst().why())
                .startsWith("The last 7 days with usage cost $10.00");
        assertThat(Anomalies.of(costing(DAY, "2100"), history.subList(0, 6), FIVE))
                .isEmpty();
    }

    @Test
    void aBackfilledDayIsNoSurpriseAndBackfilledHistoryCounts() {
        Counters backfilled = Counters.of(Map.of(CounterNames.COST, new BigDecimal("100")));
        DayCells day = new DayCells(DAY, Map.of(cell(DAY, "shop", "ann"), backfilled));
        assertThat(Anomalies.of(day, sundays("1", "1", "1", "1"), FIVE)).isEmpty();
        List<DayCells> history = new ArrayList<>();
        for (int week = 1; week <= 4; week++) {
            LocalDate past = DAY.minusWeeks(week);
            history.add(new DayCells(past, Map.of(cell(past, "shop", "ann"), backfilled)));
        }
        assertThat(Anomalies.of(costing(DAY, "150"), history, FIVE)).isEmpty();
    }

    @Test
    void theDaysThatAreAskedAreTheOnesThatAreRead() {
        assertThat(Anomalies.historyOf(DAY))
                .hasSize(32)
                .contains(DAY.minusDays(1), DAY.minusDays(28), DAY.minusDays(35), DAY.minusDays(56))
                .doesNotContain(DAY, DAY.minusDays(29), DAY.minusDays(63));
    }

    private static DayCells seen(LocalDate day, String user, int requests, int byTelemetry) {
        Counters.Sum counters = new Counters.Sum()
                .add(CounterNames.REQUESTS, requests)
                .add(CounterNames.source(Source.OTLP), byTelemetry)
                .add(CounterNames.source(Source.TRANSCRIPT), requests);
        return new DayCells(day, Map.of(cell(day, "shop", user), counters.total()));
    }

    private static List<DayCells> past(int days, int requests, int byTelemetry) {
        List<DayCells> history = new ArrayList<>();
        for (int back = 1; back <= days; back++) {
            history.add(seen(DAY.minusDays(back), "ann", requests, byTelemetry));
        }
        return history;
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0, 3, 20, 10, true",
        "19, 0, 3, 20, 10, false",
        "20, 1, 3, 20, 10, false",
        "20, 0, 2, 20, 10, false",
        "20, 0, 3, 19, 19, false",
        "20, 0, 3, 20, 9, false",
    })
    void aUsersTelemetryIsSilentIfItUsuallyReportsAndTodayOthersDo(
            int requests, int byTelemetry, int days, int usualRequests, int usual, boolean silent) {
        List<Silence> found =
                Silences.ofUsers(seen(DAY, "ann", requests, byTelemetry), past(days, usualRequests, usual));
        assertThat(found).hasSize(silent ? 1 : 0);
    }

    @Test
    void aDayWithoutAnythingIsToldOnlyWhereSuchDaysAlwaysHadUsage() {
        List<DayCells> history = new ArrayList<>();
        for (int week = 1; week <= 4; week++) {
            history.add(seen(DAY.minusWeeks(week), "ann", 20, 0));
        }
        assertThat(Silences.ofDay(DAY, history)).hasSize(1);
        assertThat(Silences.ofDay(DAY, history.subList(0, 3))).isEmpty();
        history.add(seen(DAY, "ann", 1, 0));
        assertThat(Silences.ofDay(DAY, history)).isEmpty();
    }

    @Test
    void noticesHaveIdsThatMakeThemOneEach() {
        RateLimitHit hit = new RateLimitHit("e1", NOW, "s1", "claude-code", RateLimitHit.Source.STOP_FAILURE, "429");
        Instant end = Instant.parse("2026-11-22T14:00:00Z");
        PlanReading reading = new PlanReading(new BigDecimal("81.5"), end, NOW);
        Anomaly anomaly = Anomalies.of(costing(DAY, "50"), sundays("1", "1", "1", "1"), FIVE)
                .get(1);
        List<Alert> alerts = List.of(
                NOTICES.of(anomaly, NOW),
                NOTICES.of(hit, DAY, NOW),
                NOTICES.ofPlanWindow("ann@example.com", new PlanWindowName("five_hour"), reading, DAY, NOW),
                NOTICES.of(new Silence("otlp", "T", "a/b", "W."), DAY, NOW),
                NOTICES.ofUnpricedModel("vendor/model", 1, DAY, NOW),
                NOTICES.ofAudit(DAY, 2, NOW));
        assertThat(alerts)
                .extracting(Alert::id)
                .containsExactly(
                        "anomaly/project/shop/2026-11-22",
                        "rate_limit/claude-code/2026-11-22",
                        "plan_window/ann@example.com/five_hour/29922600",
                        "source_silent/otlp/a%2Fb/2026-11-22",
                        "unpriced_model/vendor%2Fmodel",
                        "audit_difference/2026-11-22");
        assertThat(alerts)
                .extracting(Alert::title)
                .containsExactly(
                        "Project shop: $50.00 on 2026-11-22 is unusual",
                        "claude-code reached a rate limit on 2026-11-22",
                        "Plan ann@example.com: 81.5 % of five_hour used",
                        "T",
                        "The model vendor/model has no price",
                        "An audit found 2 differences on 2026-11-22");
        assertThat(alerts)
                .extracting(Alert::link)
                .containsExactly(
                        "https://meter.example/#/overview?range=2026-11-22..2026-11-22&project=shop",
                        "https://meter.example/#/plans",
                        "https://meter.example/#/plans",
                        "https://meter.example/#/overview?range=2026-11-22..2026-11-22&user=a%2Fb",
                        "https://meter.example/#/models?range=2026-11-22..2026-11-22&model=vendor%2Fmodel",
                        "https://meter.example/#/overview?range=2026-11-22..2026-11-22");
        assertThat(alerts).allMatch(alert -> alert.why().endsWith("."));
        assertThat(alerts.getFirst().attributes()).isEqualTo(Map.of("kind", "anomaly", "project", "shop"));
    }

    @Test
    void modelsWithoutAPriceAreCounted() {
        CellKey key = new CellKey(DAY, "shop", "ann", "", "codex", "new-model", "", "");
        DayCells day = new DayCells(
                DAY,
                Map.of(key, new Counters.Sum().add(CounterNames.UNPRICED, 3).total()));
        assertThat(Unpriced.of(day)).isEqualTo(Map.of("new-model", 3L));
    }

    @Test
    void aDigestTellsADayInWords() {
        Digest digest = new Digest(
                costing(DAY, "12.349"), sundays("10", "8"), List.of("81 %  Shop: $8.10 of $10.00"), List.of("T"));
        Alert alert = digest.alert(NOW, "https://meter.example");
        assertThat(alert.kind()).isEqualTo(AlertKind.DIGEST);
        assertThat(alert.id()).isEqualTo("digest/2026-11-22");
        assertThat(alert.text()).isEqualTo("""
                $12.34 spent on 2026-11-22 (estimated cost), 0 requests. Such weekdays cost $9.00 in the middle.

                Projects:
                  $12.34  shop

                Users:
                  $12.34  ann

                Models:
                  $12.34  model

                Budgets:
                  81 %  Shop: $8.10 of $10.00

                Alerts of the day:
                  T

                Dashboard: https://meter.example

                You get this once a day. Message digest/2026-11-22
                """);
    }

    @Test
    void anEmptyDayHasADigestToo() {
        Digest digest = new Digest(new DayCells(DAY, Map.of()), List.of(), List.of(), List.of());
        assertThat(digest.alert(NOW, "").text())
                .startsWith("$0.00 spent on 2026-11-22 (estimated cost), 0 requests.\n")
                .contains("Budgets: none", "Alerts of the day: none")
                .doesNotContain("Projects");
    }
}
