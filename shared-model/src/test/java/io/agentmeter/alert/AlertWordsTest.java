package io.agentmeter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Thresholds as people write them and alerts as people read them.
class AlertWordsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private static Crossing crossing(AlertScope scope, String key) {
        return new Crossing(DAY, scope, key, Money.ofDollars("10"), Money.ofDollars("10.999"));
    }

    private static void spend(Map<CellKey, Counters> cells, String project, String model, String dollars) {
        Dimensions who = Dimensions.of(Attribution.NONE.withProject(new Claim(1, project)));
        cells.put(
                CellKey.of(DAY, who, model, ""), Counters.of(Map.of(CounterNames.LIVE_COST, new BigDecimal(dollars))));
    }

    @Test
    void anAlertSaysWhoSpentHowMuchOnWhatAndRoundsDown() {
        Map<CellKey, Counters> cells = new HashMap<>();
        spend(cells, "shop", "m1", "1");
        spend(cells, "shop", "m2", "5.009");
        spend(cells, "shop", "m3", "3");
        spend(cells, "shop", "m4", "2");
        spend(cells, "blog", "m1", "99");
        AlertMessage message =
                AlertMessage.of(crossing(AlertScope.PROJECT, "shop"), cells, "https://meter.example/#/day");
        assertThat(message.subject()).isEqualTo("AgentMeter: Project shop: $10.99 of $10.00 spent on 2026-11-22");
        assertThat(message.shortText()).isEqualTo(message.subject());
        assertThat(message.text()).isEqualTo("""
                Project shop: $10.99 of $10.00 spent on 2026-11-22 (estimated cost).

                By model:   m2 $5.00, m3 $3.00, m4 $2.00
                By project: shop $11.00

                Look: https://meter.example/#/day

                You get this once for this threshold and day. Alert daily/project/shop/2026-11-22/10
                """);
        assertThat(message.id()).isEqualTo("daily/project/shop/2026-11-22/10");
        assertThat(message.attributes())
                .isEqualTo(Map.of("kind", "daily_threshold", "scope", "project", "key", "shop", "thresholdUsd", "10"));
    }

    @Test
    void allUsageAndNamelessUsageHaveWordsOfTheirOwn() {
        AlertMessage all = AlertMessage.of(crossing(AlertScope.ALL, ""), Map.of(), "");
        assertThat(all.subject()).startsWith("AgentMeter: All usage: $10.99 of");
        assertThat(all.text()).doesNotContain("Look");
        assertThat(all.attributes()).containsEntry("key", "-").containsEntry("scope", "all");
        assertThat(AlertMessage.of(crossing(AlertScope.TASK, ""), Map.of(), "").subject())
                .startsWith("AgentMeter: Task unnamed:");
    }

    @Test
    void subjectsAreAsciiAndCutToWhatTheChannelTakes() {
        // "AgentMeter: Project " and ": $10.99 of $10.00 spent on 2026-11-22" are 20 and 38 characters.
        AlertMessage fits = AlertMessage.of(crossing(AlertScope.PROJECT, "x".repeat(42)), Map.of(), "");
        AlertMessage longer = AlertMessage.of(crossing(AlertScope.PROJECT, "x".repeat(43)), Map.of(), "");
        AlertMessage longest = AlertMessage.of(crossing(AlertScope.PROJECT, "x".repeat(128)), Map.of(), "");
        assertThat(fits.subject()).hasSize(100).endsWith("2026-11-22");
        assertThat(longer.subject()).hasSize(100).endsWith("2026-1...");
        assertThat(longer.shortText()).hasSize(101);
        assertThat(longest.shortText()).hasSize(140).endsWith("...");
        AlertMessage foreign = AlertMessage.of(crossing(AlertScope.PROJECT, "\u00e9\u001f ~\u007f"), Map.of(), "");
        assertThat(foreign.subject()).startsWith("AgentMeter: Project ?? ~?:");
    }

    @Test
    void thresholdsAreReadWithTheNamesThatUrlsCanWrite() {
        ThresholdText text = ThresholdText.parse(" all=50, project=10,,project/sh%2Cop=1.00 ,user/a+b=0.5,model/x=y=2");
        assertThat(text.problems()).isEmpty();
        assertThat(text.thresholds().all())
                .isEqualTo(List.of(
                        new DailyThreshold(AlertScope.ALL, "", Money.ofDollars("50")),
                        new DailyThreshold(AlertScope.PROJECT, "", Money.ofDollars("10")),
                        new DailyThreshold(AlertScope.PROJECT, "sh,op", Money.ofDollars("1")),
                        new DailyThreshold(AlertScope.USER, "a+b", Money.ofDollars("0.5")),
                        new DailyThreshold(AlertScope.MODEL, "x=y", Money.ofDollars("2"))));
        assertThat(ThresholdText.parse("").thresholds()).isEqualTo(DailyThresholds.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "all, has no amount",
        "=5, 'does not begin with one of all, project, user, team, agent, model, lane, task'",
        "colour=5, 'does not begin with one of all, project, user, team, agent, model, lane, task'",
        "all/shop=5, gives a name to all",
        "project/=5, has no name behind the slash",
        "project=0, 'needs an amount in dollars above zero, such as 10 or 2.50'",
        "project=-1, 'needs an amount in dollars above zero, such as 10 or 2.50'",
        "project=1e3, 'needs an amount in dollars above zero, such as 10 or 2.50'",
        "project/%zz=5, has a percent sign that is not followed by two hexadecimal digits",
    })
    void whatIsNoThresholdIsNamedAndTheOthersHold(String wrong, String why) {
        ThresholdText text = ThresholdText.parse(wrong + ",all=7");
        assertThat(text.problems()).containsExactly("\"" + wrong + "\" " + why);
        assertThat(text.thresholds().all()).hasSize(1);
    }
}
