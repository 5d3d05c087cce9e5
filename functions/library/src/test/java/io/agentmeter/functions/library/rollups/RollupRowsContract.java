package io.agentmeter.functions.library.rollups;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.rollups.RollupStore.Outcome;
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.rollup.SessionDayUpdate;
import io.agentmeter.slice.QuarterActivity;
import io.agentmeter.slice.QuarterName;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SliceKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What everybody promises who lets an audit see and correct rows.
interface RollupRowsContract {
    LocalDate DAY = LocalDate.parse("2026-11-20");
    Instant TIME = Instant.parse("2026-11-20T09:17:00Z");
    ModelRequest REQUEST = UsageEvents.request("r1", TIME, "s1");
    SessionDayKey SESSION = new SessionDayKey(DAY, "s1");
    Set<String> ALL_QUARTERS = IntStream.range(0, 100)
            .mapToObj(quarter -> new QuarterName(quarter, 0).text())
            .collect(Collectors.toCollection(TreeSet::new));

    RollupStore store();

    RollupRows rows();

    private static Counters counters(String name, long value) {
        return Counters.of(Map.of(name, BigDecimal.valueOf(value)));
    }

    private void add(SessionDayKey key, Counters more, Map<String, String> quarters) {
        SessionDayUpdate update = new SessionDayUpdate(
                new Dimensions("p", "", "", "", "", "", ""), more, new TreeSet<>(), new TreeMap<>(quarters));
        store().write(new RollupTransaction(List.of(), new TreeMap<>(), new TreeMap<>(Map.of(key, update))));
    }

    private CellKey cell() {
        return rows().read(DAY).cells().firstKey();
    }

    @Test
    default void showsADaysRowsAsTheyAre() {
        assertThat(rows().read(DAY).data().isEmpty()).isTrue();
        StoredUsage.put(store(), List.of(REQUEST));

        DayRows read = rows().read(DAY);

        assertThat(read.data().cells()).isEqualTo(store().cells(DAY, true));
        assertThat(read.data().sessions()).isEqualTo(store().sessionDays(DAY));
        assertThat(read.cell(cell()).first()).isEqualTo(read.cell(cell()).all());
        assertThat(read.sessions().get(SESSION).quarters()).containsOnlyKeys(new QuarterName(9 * 4 + 1, 0).text());
    }

    @Test
    default void aCorrectionHoldsOnlyOverTheValuesThatWereRead() {
        StoredUsage.put(store(), List.of(REQUEST));
        CellKey cell = cell();
        Counters read = rows().read(DAY).cell(cell).first();
        long output = read.count(CounterNames.OUTPUT);

        assertThat(rows().correct(cell, read, counters(CounterNames.OUTPUT, -3)))
                .isEqualTo(Outcome.WRITTEN);
        assertThat(rows().read(DAY).cell(cell).all()).isEqualTo(read.minus(counters(CounterNames.OUTPUT, 3)));
        assertThat(rows().correct(cell, read, counters(CounterNames.OUTPUT, -3)))
                .as("a second one from the same reading")
                .isEqualTo(Outcome.CONFLICT);
        assertThat(rows().correct(cell, read, counters(CounterNames.REQUESTS, 1)))
                .as("a counter that is as it was read")
                .isEqualTo(Outcome.WRITTEN);
        assertThat(rows().correct(cell, Counters.NONE, counters(CounterNames.UNPRICED, 2)))
                .as("a counter that is not there")
                .isEqualTo(Outcome.WRITTEN);
        assertThat(rows().correct(cell, Counters.NONE, counters(CounterNames.UNPRICED, 2)))
                .isEqualTo(Outcome.CONFLICT);

        Counters now = rows().read(DAY).cell(cell).first();
        assertThat(now.count(CounterNames.OUTPUT)).isEqualTo(output - 3);
        assertThat(now.count(CounterNames.REQUESTS)).isEqualTo(2);
        rows().correct(cell, now, now.negated());
        assertThat(store().cells(DAY, true)).as("a cell of zeros is gone").isEmpty();
    }

    @Test
    default void aRowThatWasLostIsMadeAgain() {
        Counters lost = counters(CounterNames.TURNS, 4);
        assertThat(rows().correct(SESSION, Counters.NONE, lost)).isEqualTo(Outcome.WRITTEN);
        assertThat(rows().correct(SESSION, Counters.NONE, lost)).isEqualTo(Outcome.CONFLICT);
        assertThat(rows().read(DAY).sessions().get(SESSION).row().counters()).isEqualTo(lost);
    }

    @Test
    default void quarterHoursWithoutASliceGoUnlessThereIsOneNow() {
        StoredUsage.put(store(), List.of(REQUEST));
        String text = new QuarterActivity(1, 0, 0, 0).text();
        add(SESSION, Counters.NONE, Map.of("q7", text, "q8p2", text));
        SliceKey seventh = new SliceKey("s1", Instant.parse("2026-11-20T01:45:00Z"), 0);
        SliceKey real = SliceKey.firstPageOf(REQUEST);

        assertThat(rows().removeQuarters(SESSION, Map.of("q7", text), List.of(seventh, real)))
                .isEqualTo(Outcome.CONFLICT);
        assertThat(rows().removeQuarters(SESSION, Map.of("q7", "other"), List.of(seventh)))
                .isEqualTo(Outcome.CONFLICT);
        assertThat(rows().removeQuarters(SESSION, Map.of("q7", text, "q8p2", text), List.of(seventh)))
                .isEqualTo(Outcome.WRITTEN);
        assertThat(rows().read(DAY).sessions().get(SESSION).quarters()).containsOnlyKeys("q37");
    }

    @Test
    default void aRowWithoutAnySliceGoesUnlessSomebodyAddedOne() {
        String text = new QuarterActivity(1, 0, 0, 0).text();
        SessionDayKey phantom = new SessionDayKey(DAY, "phantom");
        add(phantom, counters(CounterNames.TURNS, 1), Map.of("q7", text));

        assertThat(rows().remove(phantom, Map.of(), List.of(), ALL_QUARTERS))
                .as("there is a quarter-hour that was not seen")
                .isEqualTo(Outcome.CONFLICT);
        SliceKey seventh = new SliceKey("phantom", TIME, 0);
        assertThat(rows().remove(phantom, Map.of("q7", text), List.of(seventh), ALL_QUARTERS))
                .isEqualTo(Outcome.WRITTEN);
        assertThat(rows().read(DAY).sessions()).isEmpty();
        add(phantom, counters(CounterNames.TURNS, 1), Map.of());
        assertThat(rows().remove(phantom, Map.of(), List.of(), ALL_QUARTERS)).isEqualTo(Outcome.WRITTEN);
    }
}
