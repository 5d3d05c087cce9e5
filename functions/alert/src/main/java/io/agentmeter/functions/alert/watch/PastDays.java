package io.agentmeter.functions.alert.watch;

import io.agentmeter.alert.watch.DayCells;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.DayData;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Days of usage. Those that are over hardly change, so they are read once an hour.
final class PastDays {
    private static final Duration FRESH = Duration.ofHours(1);

    private record Known(DayCells day, Instant at) {}

    private final DayReader reader;
    private final Map<LocalDate, Known> known = new ConcurrentHashMap<>();

    PastDays(RollupStore rollups) {
        this.reader = new DayReader(rollups);
    }

    /// @param today is read each time
    List<DayCells> read(Collection<LocalDate> days, LocalDate today, Instant now) {
        known.values().removeIf(one -> one.at().plus(FRESH).isBefore(now));
        List<LocalDate> missing = days.stream()
                .filter(day -> day.equals(today) || !known.containsKey(day))
                .toList();
        for (DayData day : reader.cells(missing)) {
            known.put(day.day(), new Known(new DayCells(day.day(), day.cells()), now));
        }
        return days.stream()
                .map(known::get)
                .filter(one -> one != null)
                .map(Known::day)
                .toList();
    }
}
