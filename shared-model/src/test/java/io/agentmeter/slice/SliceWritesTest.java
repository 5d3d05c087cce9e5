package io.agentmeter.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.rollup.SessionDayUpdate;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// From folded slices to the transactions that write them.
class SliceWritesTest {
    private static final Instant TIME = Instant.parse("2026-11-20T09:17:30Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final OrganisationCalendar UTC = new OrganisationCalendar(ZoneOffset.UTC);

    private final Pricer pricer = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);
    private final Contributions contributions = new Contributions(UTC);
    private final Dimensions nobody = Dimensions.of(Attribution.NONE);

    private static ModelRequest request(String id, Instant time, String session, String project) {
        Attribution said = project.isEmpty() ? Attribution.NONE : Attribution.NONE.withProject(Claim.explicit(project));
        return new ModelRequest(
                new Envelope(new EventId(Kind.MODEL_REQUEST, id), time, session, said, Set.of(Source.OTLP), true),
                ModelRequest.Facts.of(Claim.of(Source.OTLP, "claude-haiku-4-5"), TokenUsage.of(10, 0, 0, 1)));
    }

    private SliceWrite write(Slice before, List<? extends UsageEvent> events) {
        Slice after = before.fold(List.copyOf(events), pricer);
        return new SliceWrite(before, after, contributions.of(after.entries().values(), nobody), nobody);
    }

    private SliceWrite first(List<? extends UsageEvent> events) {
        return write(Slice.empty(SliceKey.firstPageOf(events.getFirst())), events);
    }

    private List<ModelRequest> projects(int count, String session) {
        return IntStream.range(0, count)
                .mapToObj(n -> request("r" + n, TIME, session, "p%03d".formatted(n)))
                .toList();
    }

    @Test
    void whatIsWrittenIsTheDifferenceToWhatTheRollupsHave() {
        SliceWrite one = first(List.of(request("a", TIME, "s", "")));
        Slice stored = one.after().written(one.contribution());
        SliceWrite two = write(stored, List.of(request("b", TIME, "s", "")));
        assertThat(stored.version()).isEqualTo(1);
        assertThat(two.difference().sessionDay().count(CounterNames.REQUESTS)).isEqualTo(1);
        assertThat(two.contribution().sessionDay().count(CounterNames.REQUESTS)).isEqualTo(2);
        assertThat(one.isNeeded()).isTrue();
        assertThat(write(stored, List.of(request("a", TIME, "s", ""))).isNeeded())
                .isFalse();
    }

    @Test
    void newNamesAloneNeedAWrite() {
        SliceWrite one = first(List.of(request("a", TIME, "s", "")));
        Slice stored = one.after().written(one.contribution());
        Dimensions shop = Dimensions.of(Attribution.NONE.withProject(new Claim(700, "shop")));
        SliceWrite moved =
                new SliceWrite(stored, stored, contributions.of(stored.entries().values(), shop), shop);
        assertThat(moved.isNeeded()).isTrue();
        assertThat(moved.difference().sessionDay().isEmpty()).isTrue();
        assertThat(moved.difference().cells()).hasSize(2);
    }

    @Test
    void whoeverKnewNewerNamesIsNotWrittenOver() {
        Slice slice = Slice.empty(new SliceKey("s", OrganisationCalendar.quarterOf(TIME), 0));
        assertThat(new SliceWrite(slice.under(2), slice.under(1), Contribution.NONE, nobody).isOutdated())
                .isTrue();
        assertThat(new SliceWrite(slice.under(1), slice.under(1), Contribution.NONE, nobody).isOutdated())
                .isFalse();
        assertThat(new SliceWrite(slice.under(1), slice.under(2), Contribution.NONE, nobody).isOutdated())
                .isFalse();
        assertThat(slice.under(0)).isSameAs(slice);
        assertThat(slice.under(3).generation()).isEqualTo(3);
    }

    @Test
    void theGenerationOfASliceIsPackedWithIt() {
        Slice slice = first(List.of(request("a", TIME, "s", ""))).after().under(3);
        byte[] packed = SliceCodec.write(slice, Contribution.NONE);
        assertThat(SliceCodec.read(slice.key(), 5, packed))
                .isEqualTo(new Slice(slice.key(), 5, slice.entries(), Contribution.NONE, 3));
    }

    @Test
    void manyCellsAreWrittenInStepsThatAddUp() {
        SliceWrite whole = first(projects(7, "s"));
        assertThat(whole.steps(7)).containsExactly(whole);
        List<SliceWrite> steps = whole.steps(3);
        assertThat(steps).hasSize(3);
        assertThat(steps.stream().map(step -> step.difference().cells().size())).containsExactly(3, 3, 1);
        assertThat(steps.stream().map(step -> step.before().version())).containsExactly(0L, 1L, 2L);
        assertThat(steps.getLast().contribution()).isEqualTo(whole.contribution());
        assertThat(steps.getFirst().difference().sessionDay())
                .isEqualTo(whole.difference().sessionDay());
        assertThat(steps.getLast().difference().sessionDay().isEmpty()).isTrue();
        assertThat(steps.stream().map(step -> step.after().entries()))
                .containsOnly(whole.after().entries());
        assertThat(steps.get(1).before().recorded()).isEqualTo(steps.getFirst().contribution());
    }

    @Test
    void slicesShareATransactionAndOneSliceDoesNotTwice() {
        SliceWrite one = first(List.of(request("a", TIME, "s", "shop")));
        SliceWrite two = first(List.of(request("b", TIME.plusSeconds(900), "s", "shop")));
        SliceWrite other = first(List.of(request("c", TIME, "t", "shop")));
        List<RollupTransaction> packed = RollupTransaction.pack(List.of(one, two, other), UTC);
        assertThat(packed).hasSize(1);
        RollupTransaction transaction = packed.getFirst();
        assertThat(transaction.slices()).containsExactly(one, two, other);
        assertThat(transaction.cells()).hasSize(1);
        assertThat(transaction.cells().values().iterator().next().count(CounterNames.REQUESTS))
                .isEqualTo(3);
        assertThat(transaction.sessionDays().keySet())
                .containsExactly(new SessionDayKey(DAY, "s"), new SessionDayKey(DAY, "t"));
        SessionDayUpdate day = transaction.sessionDays().get(new SessionDayKey(DAY, "s"));
        assertThat(day.quarters()).containsOnlyKeys("q37", "q38");
        assertThat(day.models()).containsExactly("claude-haiku-4-5");
        assertThat(day.counters().count(CounterNames.REQUESTS)).isEqualTo(2);
        assertThat(transaction.items()).isEqualTo(3 + 1 + 2);
        assertThat(RollupTransaction.pack(List.of(one, one), UTC)).hasSize(2);
        assertThat(RollupTransaction.pack(List.of(), UTC)).isEmpty();
    }

    @Test
    void aTransactionHasNoMoreItemsThanItMay() {
        List<SliceWrite> writes = new ArrayList<>();
        for (int session = 0; session < 51; session++) {
            writes.add(first(List.of(request("r" + session, TIME, "s%02d".formatted(session), "shop"))));
        }
        // 49 slices, 49 days and one cell are 99 items, one more session is 101.
        List<RollupTransaction> packed = RollupTransaction.pack(writes, UTC);
        assertThat(packed.stream().map(transaction -> transaction.slices().size()))
                .containsExactly(49, 2);
        assertThat(packed).allMatch(transaction -> transaction.items() <= RollupTransaction.MAX_ITEMS);
        // With one session in another project 49 sessions are exactly 100 items.
        List<SliceWrite> exactly = new ArrayList<>(writes.subList(0, 48));
        exactly.add(first(List.of(request("other", TIME, "other", "blog"))));
        assertThat(RollupTransaction.pack(exactly, UTC))
                .singleElement()
                .satisfies(transaction -> assertThat(transaction.items()).isEqualTo(RollupTransaction.MAX_ITEMS));
        List<RollupTransaction> steps = RollupTransaction.pack(List.of(first(projects(200, "s"))), UTC);
        assertThat(steps.stream().map(transaction -> transaction.cells().size()))
                .containsExactly(RollupTransaction.MAX_CELLS, RollupTransaction.MAX_CELLS, 20);
    }

    @Test
    void aTransactionHasNoMoreEntriesThanItMay() {
        List<SliceWrite> writes = new ArrayList<>();
        for (int session = 0; session < 15; session++) {
            String name = "s" + session;
            writes.add(first(IntStream.range(0, Slice.MAX_ENTRIES)
                    .mapToObj(n -> request(name + "-" + n, TIME, name, "shop"))
                    .toList()));
        }
        assertThat(writes.getFirst().after().isFull()).isTrue();
        assertThat(RollupTransaction.pack(writes, UTC).stream()
                        .map(transaction -> transaction.slices().size()))
                .containsExactly(13, 2);
    }

    @Test
    void differencesThatCancelOutLeaveNoCell() {
        Slice stored = first(List.of(request("a", TIME, "s", ""))).after();
        CellKey cell = CellKey.of(DAY, nobody, "m", "");
        Counters one = Counters.of(Map.of("requests", BigDecimal.ONE));
        TreeMap<CellKey, Counters> plus = new TreeMap<>(Map.of(cell, one));
        TreeMap<CellKey, Counters> minus = new TreeMap<>(Map.of(cell, one.negated()));
        SliceWrite adds = new SliceWrite(stored, stored, new Contribution(plus, Counters.NONE), nobody);
        SliceWrite takes = new SliceWrite(stored, stored, new Contribution(minus, Counters.NONE), nobody);
        assertThat(RollupTransaction.of(List.of(adds, takes), UTC).cells()).isEmpty();
        assertThat(RollupTransaction.of(List.of(adds), UTC).cells()).containsOnlyKeys(cell);
    }

    @Test
    void aFullSliceIsFullAndAnEventsPageIsAlwaysTheSame() {
        ModelRequest request = request("a", TIME, "s", "");
        Slice slice = first(List.of(request)).after();
        assertThat(slice.isFull()).isFalse();
        assertThat(slice.contains(request)).isTrue();
        assertThat(slice.contains(request("b", TIME, "s", ""))).isFalse();
        assertThat(slice.models()).containsExactly("claude-haiku-4-5");
        assertThat(Slice.pageOf(request)).isEqualTo(Slice.pageOf(request)).isBetween(1, Slice.MORE_PAGES);
        assertThat(IntStream.range(0, 500)
                        .map(n -> Slice.pageOf(request("r" + n, TIME, "s", "")))
                        .distinct()
                        .sorted()
                        .boxed())
                .hasSizeGreaterThan(55)
                .startsWith(1)
                .allMatch(page -> page >= 1 && page <= Slice.MORE_PAGES);
    }
}
