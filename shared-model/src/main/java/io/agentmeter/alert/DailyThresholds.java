package io.agentmeter.alert;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.usage.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Every daily threshold of the organisation. Each of them holds for itself: `project=10` warns of every project and
/// `project/shop=1` of one more amount for one of them. Only spend that was reported as it happened counts, so a
/// backfill never alerts.
public record DailyThresholds(List<DailyThreshold> all) {
    public static final DailyThresholds NONE = new DailyThresholds(List.of());

    public DailyThresholds {
        all = List.copyOf(all);
    }

    /// Thresholds that a day has reached in the scopes of the cells that changed.
    ///
    /// @param cells every cell of the day
    /// @param changed cells whose spend rose; what they do not touch was looked at before
    public List<Crossing> reached(LocalDate day, Map<CellKey, Counters> cells, Collection<CellKey> changed) {
        List<Crossing> reached = new ArrayList<>();
        for (DailyThreshold threshold : all) {
            AlertScope scope = threshold.scope();
            TreeSet<String> touched = new TreeSet<>();
            for (CellKey cell : changed) {
                if (threshold.isFor(scope.keyOf(cell))) {
                    touched.add(scope.keyOf(cell));
                }
            }
            Map<String, Money> spent = touched.isEmpty() ? Map.of() : spentBy(scope, cells);
            for (String key : touched) {
                Money sum = spent.getOrDefault(key, Money.ZERO);
                if (threshold.isReachedBy(sum)) {
                    reached.add(new Crossing(day, scope, key, threshold.amount(), sum));
                }
            }
        }
        return reached;
    }

    private static Map<String, Money> spentBy(AlertScope scope, Map<CellKey, Counters> cells) {
        TreeMap<String, Money> spent = new TreeMap<>();
        cells.forEach((cell, counters) ->
                spent.merge(scope.keyOf(cell), counters.money(CounterNames.LIVE_COST), Money::plus));
        return spent;
    }
}
