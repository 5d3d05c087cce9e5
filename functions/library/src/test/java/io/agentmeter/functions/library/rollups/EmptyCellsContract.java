package io.agentmeter.functions.library.rollups;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.RollupTransaction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

interface EmptyCellsContract {
    LocalDate DAY = LocalDate.parse("2026-11-22");

    EmptyCells emptyCells();

    RollupStore store();

    /// Whether the table has a row for this cell, be it zero or not.
    boolean hasRow(CellKey key);

    private void add(CellKey key, long requests) {
        Counters counters = Counters.of(Map.of(CounterNames.REQUESTS, BigDecimal.valueOf(requests)));
        store().write(new RollupTransaction(List.of(), new TreeMap<>(Map.of(key, counters)), new TreeMap<>()));
    }

    private static CellKey cell(String user) {
        return new CellKey(DAY, "shop", user, "", "", "model", "", "");
    }

    @Test
    default void onlyUnwantedRowsThatAreZeroGo() {
        add(cell("ann"), 2);
        add(cell("ann"), -2);
        add(cell("bob"), 2);
        add(cell("bob"), -2);
        add(cell("zoe"), 2);

        assertThat(emptyCells().remove(DAY, key -> !key.user().equals("bob"))).isEqualTo(1);

        assertThat(hasRow(cell("ann"))).isFalse();
        assertThat(hasRow(cell("bob"))).isTrue();
        assertThat(hasRow(cell("zoe"))).isTrue();
        assertThat(emptyCells().remove(DAY.plusDays(1), _ -> true)).isZero();
    }

    @Test
    default void aCellThatIsCountedAgainAfterwardsIsThereAgain() {
        add(cell("ann"), 2);
        add(cell("ann"), -2);
        emptyCells().remove(DAY, _ -> true);
        add(cell("ann"), 3);

        assertThat(store().cells(DAY, true).get(cell("ann")).count(CounterNames.REQUESTS))
                .isEqualTo(3);
    }
}
