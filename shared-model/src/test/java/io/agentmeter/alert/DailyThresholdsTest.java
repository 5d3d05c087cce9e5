package io.agentmeter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DailyThresholdsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final CellKey SHOP = cell("shop", "ann");
    private static final CellKey BLOG = cell("blog", "ann");

    @Test
    void exactlyOnTheAmountCountsAsReached() {
        DailyThresholds thresholds = thresholds("project/shop=1.00");
        assertThat(thresholds.reached(DAY, Map.of(SHOP, live("0.999999")), List.of(SHOP)))
                .isEmpty();
        assertThat(thresholds.reached(DAY, Map.of(SHOP, live("1")), List.of(SHOP)))
                .containsExactly(new Crossing(DAY, AlertScope.PROJECT, "shop", money("1"), money("1")));
    }

    @Test
    void addsUpEveryCellOfTheScope() {
        DailyThresholds thresholds = thresholds("all=3,user/ann=3,project=2");
        Map<CellKey, Counters> cells = Map.of(SHOP, live("1"), BLOG, live("2"));
        assertThat(thresholds.reached(DAY, cells, List.of(SHOP)))
                .extracting(Crossing::id)
                .containsExactly("daily/all/2026-11-22/3", "daily/user/ann/2026-11-22/3");
        assertThat(thresholds.reached(DAY, cells, List.of(SHOP, BLOG)))
                .extracting(Crossing::id)
                .containsExactly(
                        "daily/all/2026-11-22/3", "daily/user/ann/2026-11-22/3", "daily/project/blog/2026-11-22/2");
    }

    @Test
    void spendThatWasNotReportedAsItHappenedNeverAlerts() {
        Counters backfilled = Counters.of(Map.of(CounterNames.COST, new BigDecimal("100")));
        assertThat(thresholds("all=1").reached(DAY, Map.of(SHOP, backfilled), List.of(SHOP)))
                .isEmpty();
    }

    @Test
    void everyNameOfAScopeLeavesOutUsageWithoutAName() {
        CellKey nobody = cell("shop", "");
        assertThat(thresholds("user=1").reached(DAY, Map.of(nobody, live("5")), List.of(nobody)))
                .isEmpty();
    }

    @Test
    void severalAmountsForOneNameAllHold() {
        assertThat(thresholds("project/shop=1,project/shop=2,project=0.5")
                        .reached(DAY, Map.of(SHOP, live("2")), List.of(SHOP)))
                .extracting(crossing -> crossing.threshold().text())
                .containsExactly("1", "2", "0.5");
    }

    @Test
    void identitiesOfDifferentNamesNeverMeet() {
        Crossing slash = new Crossing(DAY, AlertScope.PROJECT, "a/2026-11-22", money("1"), money("1"));
        Crossing hash = new Crossing(DAY, AlertScope.PROJECT, "a#1", money("1"), money("1"));
        assertThat(slash.id()).isEqualTo("daily/project/a%2F2026-11-22/2026-11-22/1");
        assertThat(hash.text()).isEqualTo("2026-11-22#project#a%231#1");
    }

    @Test
    void namesWithSpecialSignsAreWrittenAsInAUrl() {
        DailyThreshold threshold = thresholds("project/a%2Cb%3D+c=1").all().getFirst();
        assertThat(threshold.key()).isEqualTo("a,b=+c");
    }

    @Test
    void whatIsNotUnderstoodIsTold() {
        assertThat(ThresholdText.parse("all,all/x=1,project/=1,user=abc,user=1e3,user/%zz=1")
                        .problems())
                .containsExactly(
                        "\"all\" has no amount",
                        "\"all/x=1\" gives a name to all",
                        "\"project/=1\" has no name behind the slash",
                        "\"user=abc\" needs an amount in dollars above zero, such as 10 or 2.50",
                        "\"user=1e3\" needs an amount in dollars above zero, such as 10 or 2.50",
                        "\"user/%zz=1\" has a percent sign that is not followed by two hexadecimal digits");
    }

    private static DailyThresholds thresholds(String text) {
        ThresholdText parsed = ThresholdText.parse(text);
        assertThat(parsed.problems()).isEmpty();
        return parsed.thresholds();
    }

    private static CellKey cell(String project, String user) {
        return new CellKey(DAY, project, user, "", "claude-code", "model", "", "");
    }

    private static Counters live(String amount) {
        return Counters.of(Map.of(CounterNames.LIVE_COST, new BigDecimal(amount)));
    }

    private static Money money(String amount) {
        return Money.ofDollars(amount);
    }
}
