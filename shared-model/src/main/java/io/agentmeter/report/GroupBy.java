package io.agentmeter.report;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.usage.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How totals are taken apart. The groups add up to the total, whatever they are grouped by.
public sealed interface GroupBy {
    /// One part of the total.
    ///
    /// @param key the name; empty where unknown
    record Group(String key, Totals totals) {}

    /// By a name, most expensive first.
    record Names(Dimension dimension) implements GroupBy {}

    /// By day, in order, every day there is data for or not.
    record Days() implements GroupBy {}

    static Optional<GroupBy> ofLabel(String label) {
        return label.equals("day")
                ? Optional.of(new Days())
                : Dimension.ofLabel(label).map(Names::new);
    }

    static List<String> labels() {
        return Stream.concat(Arrays.stream(Dimension.values()).map(Dimension::label), Stream.of("day"))
                .toList();
    }

    default List<Group> of(Collection<DayData> days, Filters filters, int idleGapMinutes) {
        return switch (this) {
            case Names(Dimension dimension) -> byName(dimension, days, filters, idleGapMinutes);
            case Days() ->
                days.stream()
                        .sorted(Comparator.comparing(DayData::day))
                        .map(day -> new Group(day.day().toString(), Totals.of(List.of(day), filters, idleGapMinutes)))
                        .toList();
        };
    }

    private static List<Group> byName(
            Dimension dimension, Collection<DayData> days, Filters filters, int idleGapMinutes) {
        Map<String, Counters.Sum> requests = new TreeMap<>();
        Map<String, List<SessionDay>> sessions = new TreeMap<>();
        boolean timed = dimension.isOfSessions() && filters.leaveTime();
        for (DayData day : days) {
            for (Map.Entry<CellKey, Counters> cell : day.cells().entrySet()) {
                if (filters.accept(cell.getKey())) {
                    requests.computeIfAbsent(dimension.of(cell.getKey()), _ -> new Counters.Sum())
                            .add(cell.getValue());
                }
            }
            for (SessionDay session : timed ? day.sessions() : List.<SessionDay>of()) {
                if (filters.accept(session.dimensions())) {
                    sessions.computeIfAbsent(dimension.of(session.dimensions()), _ -> new ArrayList<>())
                            .add(session);
                }
            }
        }
        sessions.keySet().forEach(key -> requests.computeIfAbsent(key, _ -> new Counters.Sum()));
        return requests.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        new Totals(
                                group.getValue().total(),
                                timed
                                        ? SessionTotals.of(
                                                sessions.getOrDefault(group.getKey(), List.of()), idleGapMinutes)
                                        : null)))
                .sorted(Comparator.comparing(GroupBy::cost).reversed().thenComparing(Group::key))
                .toList();
    }

    private static Money cost(Group group) {
        return group.totals().requests().money(CounterNames.COST);
    }
}
