package io.agentmeter.alert.watch;

import io.agentmeter.alert.AlertScope;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// The cells of one day.
public record DayCells(LocalDate day, Map<CellKey, Counters> cells) {
    /// A counter's sum by the names of a scope.
    Map<String, BigDecimal> by(AlertScope scope, String counter) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        cells.forEach((cell, counters) -> sums.merge(
                scope.keyOf(cell), counters.values().getOrDefault(counter, BigDecimal.ZERO), BigDecimal::add));
        return sums;
    }

    long count(String counter) {
        return cells.values().stream()
                .mapToLong(counters -> counters.count(counter))
                .sum();
    }
}
