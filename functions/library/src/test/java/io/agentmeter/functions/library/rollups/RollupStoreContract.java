package io.agentmeter.functions.library.rollups;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.rollups.RollupStore.Outcome;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every rollup store promises.
interface RollupStoreContract {
    LocalDate DAY = LocalDate.parse("2026-11-20");
    Instant TIME = Instant.parse("2026-11-20T09:17:00Z");
    OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC);
    Pricer PRICER = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);
    Dimensions SHOP = Dimensions.of(
            Attribution.NONE.withProject(Claim.explicit("sh#op")).withUser(Claim.explicit("ann@example.com")));

    RollupStore store();

    private static SliceWrite write(Slice before, UsageEvent... events) {
        Slice after = before.fold(List.of(events), PRICER);
        return new SliceWrite(
                before, after, new Contributions(CALENDAR).of(after.entries().values(), SHOP), SHOP);
    }

    private static RollupTransaction transaction(SliceWrite... writes) {
        return RollupTransaction.of(List.of(writes), CALENDAR);
    }

    private Slice slice(SliceKey key) {
        return store().slices(List.of(key)).getOrDefault(key, Slice.empty(key));
    }

    @Test
    default void writesSliceSessionDayAndCellTogether() {
        ModelRequest request = UsageEvents.request("r1", TIME, "s1");
        SliceKey key = SliceKey.firstPageOf(request);

        assertThat(store().write(transaction(write(Slice.empty(key), request)))).isEqualTo(Outcome.WRITTEN);

        Slice stored = slice(key);
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.entries()).hasSize(1);
        assertThat(store().cells(DAY, true)).hasSize(1).allSatisfy((cell, counters) -> {
            assertThat(cell.project()).isEqualTo("sh#op");
            assertThat(counters.count(CounterNames.REQUESTS)).isEqualTo(1);
            assertThat(counters).isEqualTo(stored.recorded().cells().get(cell));
        });
        SessionDay day = store().sessionDays(DAY).getFirst();
        assertThat(day.key().session()).isEqualTo("s1");
        assertThat(day.dimensions()).isEqualTo(SHOP);
        assertThat(day.counters()).isEqualTo(stored.recorded().sessionDay());
        assertThat(day.models()).isEqualTo(stored.models());
        assertThat(day.lastRequest(CALENDAR)).contains(TIME);
        assertThat(store().sessionDays(DAY.plusDays(1))).isEmpty();
    }

    @Test
    default void aSliceReadAtAnOlderVersionIsAConflictAndChangesNothing() {
        ModelRequest request = UsageEvents.request("r1", TIME, "s1");
        Slice empty = Slice.empty(SliceKey.firstPageOf(request));
        store().write(transaction(write(empty, request)));
        Counters before = store().cells(DAY, true).values().iterator().next();

        assertThat(store().write(transaction(write(empty, UsageEvents.request("r2", TIME, "s1")))))
                .isEqualTo(Outcome.CONFLICT);

        assertThat(store().cells(DAY, true).values()).containsExactly(before);
    }

    @Test
    default void aCellThatReturnsToZeroIsGone() {
        ModelRequest request = UsageEvents.request("r1", TIME, "s1");
        SliceKey key = SliceKey.firstPageOf(request);
        store().write(transaction(write(Slice.empty(key), request)));
        Slice stored = slice(key);
        Dimensions other = Dimensions.of(Attribution.NONE.withProject(Claim.explicit("other")));
        SliceWrite move = new SliceWrite(
                stored, stored, new Contributions(CALENDAR).of(stored.entries().values(), other), other);

        assertThat(store().write(transaction(move))).isEqualTo(Outcome.WRITTEN);

        assertThat(store().cells(DAY, true).keySet())
                .singleElement()
                .satisfies(cell -> assertThat(cell.project()).isEqualTo("other"));
        assertThat(store().sessionDays(DAY))
                .singleElement()
                .satisfies(day -> assertThat(day.dimensions()).isEqualTo(other));
    }

    @Test
    default void aSessionIsSavedOnlyOverTheVersionThatWasRead() {
        SessionRow unknown = SessionRow.unknown("s1");
        SessionRow learnt = unknown.learn(Attribution.NONE.withProject(new Claim(700, "a|b")));

        assertThat(store().saveSession(learnt)).isEqualTo(Outcome.WRITTEN);
        assertThat(store().saveSession(learnt)).isEqualTo(Outcome.CONFLICT);

        SessionRow stored = store().sessions(List.of("s1", "s2")).get("s1");
        assertThat(stored).isEqualTo(new SessionRow("s1", learnt.attribution(), 1, false, 0));
        assertThat(store().sessions(List.of("s1", "s2")).get("s2")).isEqualTo(SessionRow.unknown("s2"));
    }

    @Test
    default void slicesOfASessionComeInOrderOfTimeWithinTheSpan() {
        List<SliceWrite> writes = new ArrayList<>();
        for (int quarter = 0; quarter < 6; quarter++) {
            ModelRequest request = UsageEvents.request("r" + quarter, TIME.plusSeconds(900L * quarter), "s1");
            writes.add(write(Slice.empty(SliceKey.firstPageOf(request)), request));
        }
        writes.reversed().forEach(write -> store().write(transaction(write)));

        List<SliceKey> keys = writes.stream().map(write -> write.after().key()).toList();
        assertThat(store().slicesOf("s1")).extracting(Slice::key).isEqualTo(keys);
        assertThat(store().slicesOf("s1", keys.get(1), keys.get(3)))
                .extracting(Slice::key)
                .isEqualTo(keys.subList(1, 4));
    }

    @Test
    default void manyWritersOfOneHotCellLoseNothing() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Callable<Outcome>> calls = new ArrayList<>();
            for (int number = 0; number < 60; number++) {
                ModelRequest request = UsageEvents.request("r" + number, TIME, "s" + number);
                calls.add(() -> writeUntilWritten(request));
            }
            for (Future<Outcome> call : writers.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(Outcome.WRITTEN);
            }
        }
        assertThat(store().cells(DAY, true).values())
                .singleElement()
                .satisfies(cell -> assertThat(cell.count(CounterNames.REQUESTS)).isEqualTo(60));
    }

    private Outcome writeUntilWritten(ModelRequest request) {
        Outcome outcome = Outcome.CONFLICT;
        for (int attempt = 0; attempt < 50 && outcome == Outcome.CONFLICT; attempt++) {
            outcome = store().write(transaction(write(slice(SliceKey.firstPageOf(request)), request)));
        }
        return outcome;
    }
}
