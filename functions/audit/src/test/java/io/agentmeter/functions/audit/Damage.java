package io.agentmeter.functions.audit;

import io.agentmeter.functions.library.rollups.DayRows;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.rollup.SessionDayUpdate;
import io.agentmeter.slice.QuarterActivity;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceWrite;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/// Breaks rows in every way that a row can be broken.
final class Damage {
    private final InMemoryRollupStore store;
    private final Random random;
    private final List<LocalDate> days;
    private final List<String> done = new ArrayList<>();

    Damage(InMemoryRollupStore store, Random random, List<LocalDate> days) {
        this.store = store;
        this.random = random;
        this.days = days;
    }

    /// What was done so far, for the message of a failing test.
    List<String> done() {
        return done;
    }

    void something() {
        of(random.nextInt(10));
    }

    void of(int kind) {
        LocalDate day = days.get(random.nextInt(days.size()));
        DayRows rows = store.read(day);
        if (rows.cells().isEmpty() || rows.sessions().isEmpty()) {
            return;
        }
        CellKey cell = any(List.copyOf(rows.cells().keySet()));
        SessionDayKey session = any(List.copyOf(rows.sessions().keySet()));
        List<Slice> slices = store.slicesOf(session.session());
        done.add(kind + " " + day + " " + session.session());
        switch (kind) {
            case 0 -> add(cell, counters("requests", random.nextInt(9) - 4L));
            case 1 -> add(cell, counters("hour07cost", 3));
            case 2 -> store.lose(cell);
            case 3 -> store.lose(session);
            case 4 -> add(session, counters("turns", 2), new TreeMap<>());
            case 5 ->
                add(new SessionDayKey(day, "phantom-" + random.nextInt(2)), counters("errors", 1), activity("q5"));
            case 6 -> add(session, Counters.NONE, activity("q" + random.nextInt(96)));
            case 7 -> store.lose(session.session());
            case 8 -> {
                if (!slices.isEmpty()) {
                    store.lose(any(slices).key());
                }
            }
            default -> {
                if (!slices.isEmpty()) {
                    forget(any(slices), cell);
                }
            }
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static Counters counters(String name, long value) {
        return Counters.of(Map.of(name, BigDecimal.valueOf(value)));
    }

    private static TreeMap<String, String> activity(String quarter) {
        return new TreeMap<>(Map.of(quarter, new QuarterActivity(5, 0, 200, 100).text()));
    }

    private void add(CellKey cell, Counters more) {
        store.write(new RollupTransaction(List.of(), new TreeMap<>(Map.of(cell, more)), new TreeMap<>()));
    }

    private void add(SessionDayKey key, Counters more, TreeMap<String, String> quarters) {
        SessionDayUpdate update =
                new SessionDayUpdate(new Dimensions("wrong", "", "", "", "", "", ""), more, new TreeSet<>(), quarters);
        store.write(new RollupTransaction(List.of(), new TreeMap<>(), new TreeMap<>(Map.of(key, update))));
    }

    /// Writes a record of what the rollups have that is not what they have.
    private void forget(Slice slice, CellKey cell) {
        Contribution wrong = random.nextBoolean()
                ? Contribution.NONE
                : slice.recorded()
                        .plus(new Contribution(
                                new TreeMap<>(Map.of(cell, counters("output", 7))), counters("turns", 1)));
        SliceWrite write = new SliceWrite(slice, slice, wrong, new Dimensions("", "", "", "", "", "", ""));
        store.write(new RollupTransaction(List.of(write), new TreeMap<>(), new TreeMap<>()));
    }
}
