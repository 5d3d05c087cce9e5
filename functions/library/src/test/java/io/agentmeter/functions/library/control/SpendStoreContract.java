package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.Budgets;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Spent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every store of spend promises.
interface SpendStoreContract {
    Basis BASIS = new Basis(3, 17);
    LocalDate DAY = LocalDate.parse("2026-11-22");

    SpendStore store();

    private static SpendRow row(SpendKey key, LocalDate day, String amount) {
        return SpendRow.none(key).with(BASIS, new TreeMap<>(Map.of(day, new Spent(new BigDecimal(amount), 2))));
    }

    private SpendRow read(SpendKey key) {
        return store().rows(List.of(key), true).getOrDefault(key, SpendRow.none(key));
    }

    @Test
    default void aRowIsReadAsItWasWritten() {
        SpendKey key = new SpendKey("shop", "ann#%-", "2026-11");

        assertThat(read(key)).isEqualTo(SpendRow.none(key));
        assertThat(store().write(row(key, DAY, "1.000000001"))).isTrue();

        SpendRow stored = read(key);
        assertThat(stored)
                .isEqualTo(
                        new SpendRow(key, 1, BASIS, row(key, DAY, "1.000000001").spend()));
        assertThat(stored.on(new Basis(3, 18))).isEqualTo(Spend.NONE);
    }

    @Test
    default void oneOfManyWritersThatReadTheSameWins() throws Exception {
        SpendKey key = new SpendKey("shop", "", "2026-11");
        for (int round = 0; round < 2; round++) {
            SpendRow read = read(key);
            List<Callable<Boolean>> racers = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                SpendRow next = read.with(BASIS, new TreeMap<>(Map.of(DAY, new Spent(BigDecimal.valueOf(i), i))));
                racers.add(() -> store().write(next));
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                int won = 0;
                for (Future<Boolean> racer : threads.invokeAll(racers)) {
                    won += racer.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
            assertThat(read(key).version()).isEqualTo(round + 1L);
        }
    }

    @Test
    default void aWindowIsReadFromAllOfItsMonths() {
        Budget week = Budgets.any().window(Kind.WEEK).per(ScopeField.USER).as("w");
        store().write(row(new SpendKey("w", "ann", "2026-11"), LocalDate.parse("2026-11-30"), "1"));
        store().write(row(new SpendKey("w", "ann", "2026-12"), LocalDate.parse("2026-12-01"), "2"));
        store().write(row(new SpendKey("w", "bob", "2026-12"), LocalDate.parse("2026-12-01"), "4"));

        Spend spend =
                store().spend(week, "ann", BASIS, LocalDate.parse("2026-11-30"), LocalDate.parse("2026-12-06"), true);

        assertThat(spend.days().values())
                .extracting(Spent::amount)
                .containsExactly(BigDecimal.ONE, BigDecimal.valueOf(2));
    }

    @Test
    default void partsOfAPeriodAreListed() {
        SpendRow ann = row(new SpendKey("b", "ann", "2026-11"), DAY, "1");
        store().write(ann);
        store().write(row(new SpendKey("b", "ann", "2026-10"), DAY.minusMonths(1), "1"));
        store().write(row(new SpendKey("b", "bob", "2026-11"), DAY, "2"));
        store().write(row(new SpendKey("b2", "eve", "2026-11"), DAY, "3"));

        assertThat(store().parts("b", "2026-11", 10, true))
                .extracting(row -> row.key().part())
                .containsExactly("ann", "bob");
        assertThat(store().parts("b", "2026-11", 1, false)).hasSize(1);
    }

    @Test
    default void whatEveryPartSpentIsAddedUpOverItsPeriods() {
        LocalDate before = DAY.minusMonths(1);
        Budget budget = Budgets.any().window(Kind.MONTH).per(ScopeField.USER).as("p");
        store().write(row(new SpendKey("p", "ann", "2026-10"), before, "1"));
        store().write(row(new SpendKey("p", "ann", "2026-11"), DAY, "2"));
        store().write(row(new SpendKey("p", "bob", "2026-09"), before.minusMonths(1), "4"));
        store().write(SpendRow.none(new SpendKey("p", "eve", "2026-11")).with(BASIS, new TreeMap<>()));

        SortedMap<String, Spend> spent = store().spendOfParts(budget, BASIS, before, DAY);

        assertThat(spent).containsOnlyKeys("ann");
        assertThat(spent.values())
                .singleElement()
                .satisfies(ann -> assertThat(ann.days()).containsOnlyKeys(before, DAY));
        assertThat(store().spendOfParts(budget, new Basis(3, 18), before, DAY)).isEmpty();
    }

    @Test
    default void aSessionHasOneRowForItsWholeLife() {
        Budget session = Budgets.any().window(Kind.SESSION).as("s");
        SpendKey key = SpendKey.of(session, "5e55", DAY);
        store().write(row(key, DAY.minusMonths(2), "1")
                .with(BASIS, new TreeMap<>(Map.of(DAY, new Spent(BigDecimal.TEN, 1)))));

        assertThat(store().spend(session, "5e55", BASIS, session.firstDay(), DAY, true)
                        .days())
                .hasSize(2);
    }

    @Test
    default void manyRowsAreReadAtOnce() {
        List<SpendKey> keys = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            keys.add(new SpendKey("many", "user" + i, "2026-11"));
        }
        keys.stream().limit(3).forEach(key -> store().write(row(key, DAY, "1")));

        Map<SpendKey, SpendRow> rows = store().rows(keys, false);

        assertThat(rows).hasSize(130);
        assertThat(rows.values()).filteredOn(row -> row.version() == 1).hasSize(3);
    }
}
