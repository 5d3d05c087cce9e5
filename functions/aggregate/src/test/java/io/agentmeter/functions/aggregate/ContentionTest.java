package io.agentmeter.functions.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Somebody else is always faster, and pages fill up.
class ContentionTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Folding FOLDING = new Folding(
            new OrganisationCalendar(ZoneOffset.UTC), new Pricer(PriceBook.standard(), CostPolicy.REPORTED));

    private final InMemoryRollupStore rollups = new InMemoryRollupStore();

    private long requests() {
        Counters.Sum sum = new Counters.Sum();
        rollups.cells(DAY, true).values().forEach(sum::add);
        return sum.total().count(CounterNames.REQUESTS);
    }

    @Test
    void nineteenConflictsAreOvercomeAndTwentyGiveTheBatchBack() {
        List<UsageEvent> events = OneQuarterHour.requests("s", 3);
        ContendedRollupStore overcome = new ContendedRollupStore(rollups, 19, 0);
        assertThat(new AggregateService(overcome, FOLDING).aggregate(events)).isEmpty();
        assertThat(overcome.attempts()).isEqualTo(20);
        assertThat(requests()).isEqualTo(3);

        ContendedRollupStore always = new ContendedRollupStore(new InMemoryRollupStore(), Integer.MAX_VALUE, 0);
        assertThatThrownBy(() -> new AggregateService(always, FOLDING).aggregate(events))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(always.attempts()).isEqualTo(20);
    }

    @Test
    void aSessionSettlesWhenItsRowIsSavedAtLast() {
        AggregateService plain = new AggregateService(rollups, FOLDING);
        plain.aggregate(OneQuarterHour.requests("s", 3));
        ContendedRollupStore contended = new ContendedRollupStore(rollups, 0, 19);
        new AggregateService(contended, FOLDING).aggregate(OneQuarterHour.whoseSessionIs("s", "ann"));
        assertThat(rollups.sessions(List.of("s")).values())
                .singleElement()
                .satisfies(row -> assertThat(row.moving()).isFalse());
        assertThat(rollups.cells(DAY, true).keySet())
                .allSatisfy(cell -> assertThat(cell.user()).isEqualTo("ann"));
    }

    @Test
    void aSessionThatNeverSettlesIsGivenBackAndSettledByTheNextBatch() {
        AggregateService plain = new AggregateService(rollups, FOLDING);
        plain.aggregate(OneQuarterHour.requests("s", 3));
        ContendedRollupStore contended = new ContendedRollupStore(rollups, 0, 20);
        List<UsageEvent> learns = OneQuarterHour.whoseSessionIs("s", "ann");
        assertThatThrownBy(() -> new AggregateService(contended, FOLDING).aggregate(learns))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(rollups.sessions(List.of("s")).values())
                .singleElement()
                .satisfies(row -> assertThat(row.moving()).isTrue());
        plain.aggregate(learns);
        assertThat(rollups.sessions(List.of("s")).values())
                .singleElement()
                .satisfies(row -> assertThat(row.moving()).isFalse());
    }

    @Test
    void restatingASessionWritesEverySliceAgainAndChangesNoTotal() {
        AggregateService plain = new AggregateService(rollups, FOLDING);
        plain.aggregate(OneQuarterHour.requests("s", 3));
        assertThatThrownBy(() -> new AggregateService(new ContendedRollupStore(rollups, 0, 20), FOLDING)
                        .aggregate(OneQuarterHour.whoseSessionIs("s", "ann")))
                .isInstanceOf(StoreUnavailable.class);
        long version = rollups.slicesOf("s").getFirst().version();

        new AggregateService(new ContendedRollupStore(rollups, 10, 9), FOLDING).restate("s");

        assertThat(rollups.slicesOf("s"))
                .allSatisfy(slice -> assertThat(slice.version()).isGreaterThan(version));
        assertThat(requests()).isEqualTo(3);
        assertThat(rollups.cells(DAY, true).keySet())
                .allSatisfy(cell -> assertThat(cell.user()).isEqualTo("ann"));
        assertThat(rollups.sessions(List.of("s")).values())
                .singleElement()
                .satisfies(row -> assertThat(row.moving()).isFalse());
    }

    @Test
    void restatingGivesUpAfterTwentyConflicts() {
        new AggregateService(rollups, FOLDING).aggregate(OneQuarterHour.requests("s", 3));
        ContendedRollupStore nineteen = new ContendedRollupStore(rollups, 19, 0);
        new AggregateService(nineteen, FOLDING).restate("s");
        assertThat(nineteen.attempts()).isEqualTo(20);
        ContendedRollupStore twenty = new ContendedRollupStore(rollups, 20, 0);
        assertThatThrownBy(() -> new AggregateService(twenty, FOLDING).restate("s"))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void theFirstPageIsFilledToItsLastPlaceAndWhatItHoldsStaysThere() {
        List<UsageEvent> events = OneQuarterHour.requests("s", Slice.MAX_ENTRIES + 1);
        AggregateService service = new AggregateService(rollups, FOLDING);
        service.aggregate(events.subList(0, Slice.MAX_ENTRIES - 1));
        // The last place on the page and the first beyond it, each of them twice, beside one that is there already.
        List<UsageEvent> rest = new ArrayList<>(events.subList(Slice.MAX_ENTRIES - 1, Slice.MAX_ENTRIES + 1));
        rest.addAll(rest);
        rest.add(events.getFirst());
        service.aggregate(rest);
        service.aggregate(rest);
        Instant quarter = OrganisationCalendar.quarterOf(events.getFirst().time());
        List<Slice> pages = rollups.slicesOf("s");
        assertThat(pages).hasSize(2);
        assertThat(pages)
                .filteredOn(slice -> slice.key().equals(new SliceKey("s", quarter, 0)))
                .singleElement()
                .satisfies(page -> assertThat(page.entries()).hasSize(Slice.MAX_ENTRIES));
        assertThat(pages)
                .filteredOn(slice -> slice.key().page() > 0)
                .singleElement()
                .satisfies(page -> {
                    assertThat(page.entries()).hasSize(1);
                    assertThat(page.contains(events.getLast())).isTrue();
                });
        assertThat(requests()).isEqualTo(Slice.MAX_ENTRIES + 1);
    }
}
