package io.agentmeter.report;

import io.agentmeter.rollup.CounterNames;
import java.util.Collection;
import java.util.List;

/// Models with requests that nobody could price: what is missing in the price list.
public final class UnpricedModels {
    private UnpricedModels() {}

    /// In alphabetical order.
    public static List<String> of(Collection<DayData> days, Filters filters) {
        return days.stream()
                .flatMap(day -> day.cells().entrySet().stream())
                .filter(cell -> filters.accept(cell.getKey()) && cell.getValue().count(CounterNames.UNPRICED) > 0)
                .map(cell -> cell.getKey().model())
                .distinct()
                .sorted()
                .toList();
    }
}
