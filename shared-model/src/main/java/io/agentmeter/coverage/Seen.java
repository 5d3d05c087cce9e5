package io.agentmeter.coverage;

import io.agentmeter.event.Source;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import java.util.EnumMap;
import java.util.Map;

/// How many requests there are, and how many of them each source has reported.
///
/// @param multiSource requests that two or more sources reported
public record Seen(long requests, long multiSource, Map<Source, Long> bySource) {
    public static final Seen NOTHING = new Seen(0, 0, Map.of());

    public Seen {
        bySource = Map.copyOf(bySource);
    }

    /// @param counters of a session's day or of a cell
    public static Seen of(Counters counters) {
        Map<Source, Long> bySource = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            long count = counters.count(CounterNames.source(source));
            if (count != 0) {
                bySource.put(source, count);
            }
        }
        return new Seen(counters.count(CounterNames.REQUESTS), counters.count(CounterNames.MULTI_SOURCE), bySource);
    }

    public Seen plus(Seen other) {
        Map<Source, Long> sum = new EnumMap<>(Source.class);
        sum.putAll(bySource);
        other.bySource.forEach((source, count) -> sum.merge(source, count, Long::sum));
        return new Seen(requests + other.requests, multiSource + other.multiSource, sum);
    }

    public long by(Source source) {
        return bySource.getOrDefault(source, 0L);
    }
}
