package io.agentmeter.functions.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.pricing.PriceList;
import io.agentmeter.pricing.Quote;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.usage.Money;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepricingTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final List<UsageEvent> requests = OneQuarterHour.requests("s", 3);

    private static Folding at(PriceList prices) {
        return new Folding(new OrganisationCalendar(ZoneOffset.UTC), new Pricer(prices, CostPolicy.LIST));
    }

    private static PriceList each(String dollars) {
        return _ -> new Quote.Priced(Money.ofDollars(dollars), "all@" + dollars);
    }

    private Counters counters() {
        return rollups.cells(DAY, true).values().iterator().next();
    }

    @Test
    void whatWasCountedGetsTheNewPriceOnceHoweverOftenItIsOrdered() {
        new AggregateService(rollups, at(each("1"))).aggregate(requests);
        Repricing repricing = new Repricing(rollups, at(each("0.7")));

        assertThat(repricing.reprice(DAY, DAY)).isEqualTo(1);
        assertThat(repricing.reprice(DAY, DAY)).isZero();

        assertThat(counters().money(CounterNames.COST)).isEqualTo(Money.ofDollars("2.1"));
        assertThat(counters().count(CounterNames.REQUESTS)).isEqualTo(3);
        assertThat(rollups.sessionDays(DAY).getFirst().counters().money(CounterNames.COST))
                .isEqualTo(Money.ofDollars("2.1"));
    }

    @Test
    void aModelThatGetsAPriceIsNoLongerUnpriced() {
        PriceList none = consumption -> new Quote.Unpriced(consumption.model());
        new AggregateService(rollups, at(none)).aggregate(requests);
        assertThat(counters().count(CounterNames.UNPRICED)).isEqualTo(3);

        new Repricing(rollups, at(each("2"))).reprice(DAY.minusDays(1), DAY);

        assertThat(counters().count(CounterNames.UNPRICED)).isZero();
        assertThat(counters().money(CounterNames.COST)).isEqualTo(Money.ofDollars("6"));

        new Repricing(rollups, at(none)).reprice("s");

        assertThat(counters().count(CounterNames.UNPRICED)).isEqualTo(3);
        assertThat(counters().money(CounterNames.COST)).isEqualTo(Money.ofDollars("0"));
    }

    @Test
    void otherDaysKeepTheirPrices() {
        new AggregateService(rollups, at(each("1"))).aggregate(requests);

        assertThat(new Repricing(rollups, at(each("2"))).reprice(DAY.plusDays(1), DAY.plusDays(9)))
                .isZero();

        assertThat(counters().money(CounterNames.COST)).isEqualTo(Money.ofDollars("3"));
    }
}
