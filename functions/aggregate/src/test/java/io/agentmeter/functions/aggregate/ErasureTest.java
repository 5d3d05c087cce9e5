package io.agentmeter.functions.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.Erased;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.events.InMemoryEventScan;
import io.agentmeter.functions.library.events.InMemoryEventStore;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Erased ANN = new Erased("ann", "!1");

    private final Folding folding = new Folding(
            new OrganisationCalendar(ZoneOffset.UTC), new Pricer(PriceBook.standard(), CostPolicy.REPORTED));
    private final InMemoryEventStore events = new InMemoryEventStore();
    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final AggregateService aggregator = new AggregateService(rollups, folding);
    private final Set<Erased> forgotten = new HashSet<>();
    private final Erasure erasure = new Erasure(
            new InMemoryEventScan(events), events, rollups, rollups, person -> forgotten.add(person) ? 1 : 0, folding);

    private void count(List<UsageEvent> reports) {
        events.put(reports);
        aggregator.aggregate(reports);
    }

    private Counters total() {
        return rollups.cells(DAY, true).values().stream().reduce(Counters.NONE, Counters::plus);
    }

    private static List<UsageEvent> saidBy(Attribution said, List<UsageEvent> reports) {
        return reports.stream()
                .map(report -> {
                    Envelope any = report.envelope();
                    return report.withEnvelope(
                            new Envelope(any.id(), any.time(), any.session(), said, any.sources(), any.live()));
                })
                .toList();
    }

    private List<UsageEvent> annsSession() {
        List<UsageEvent> reports = new ArrayList<>(
                saidBy(Attribution.NONE.withMachine(new Claim(500, "anns-laptop")), OneQuarterHour.requests("s", 3)));
        reports.addAll(OneQuarterHour.whoseSessionIs("s", "ann"));
        return reports;
    }

    @Test
    void theNameIsGoneEverywhereAndTheTotalsStay() {
        count(annsSession());
        Counters before = total();
        CellKey named = rollups.cells(DAY, true).firstKey();
        assertThat(named.user()).isEqualTo("ann");

        assertThat(erasure.erase(ANN, DAY, DAY)).isEqualTo(new Erasure.Result(1, 4, 1, 1));
        assertThat(erasure.erase(ANN, DAY, DAY)).as("again").isEqualTo(Erasure.Result.NOTHING);

        assertThat(total()).isEqualTo(before);
        assertThat(rollups.hasRow(named)).isFalse();
        assertThat(rollups.cells(DAY, true).firstKey().user()).isEqualTo("!1");
        assertThat(rollups.sessionDays(DAY).getFirst().dimensions().user()).isEqualTo("!1");
        assertThat(rollups.sessionDays(DAY).getFirst().dimensions().machine()).isEqualTo("!1");
        assertThat(events.events())
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("ann"));
        assertThat(rollups.slicesOf("s").toString()).doesNotContain("ann");
    }

    @Test
    void whatComesAgainDoesNotBringTheNameBack() {
        List<UsageEvent> reports = annsSession();
        count(reports);
        erasure.erase(ANN, DAY, DAY);

        count(reports);

        assertThat(events.events())
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("ann"));
        assertThat(rollups.cells(DAY, true).keySet())
                .allSatisfy(cell -> assertThat(cell.user()).isEqualTo("!1"));
    }

    @Test
    void aNameOnOneEventOfSomebodyElsesSessionGoesAndTheSessionStaysTheirs() {
        List<UsageEvent> requests = OneQuarterHour.requests("s", 2);
        Attribution bob = Attribution.NONE.withUser(Claim.explicit("bob")).withMachine(new Claim(500, "bobs-laptop"));
        count(saidBy(bob, requests.subList(0, 1)));
        count(saidBy(Attribution.NONE.withUser(Claim.explicit("zoe")), requests.subList(1, 2)));

        erasure.erase(new Erased("zoe", "!1"), DAY, DAY);

        assertThat(rollups.cells(DAY, true).keySet()).extracting(CellKey::user).containsExactlyInAnyOrder("!1", "bob");
        assertThat(rollups.sessionDays(DAY).getFirst().dimensions().user()).isEqualTo("bob");
        assertThat(rollups.sessionDays(DAY).getFirst().dimensions().machine())
                .as("whose machine it was is not known")
                .isEqualTo("!1");
    }

    @Test
    void nobodyElseIsTouched() {
        count(OneQuarterHour.whoseSessionIs("s", "bob"));
        count(OneQuarterHour.requests("s", 2));

        assertThat(erasure.erase(ANN, DAY.minusDays(3), DAY)).isEqualTo(new Erasure.Result(0, 0, 0, 1));
    }
}
