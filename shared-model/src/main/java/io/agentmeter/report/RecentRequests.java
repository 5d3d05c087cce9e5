package io.agentmeter.report;

import io.agentmeter.event.ModelRequest;
import io.agentmeter.slice.Cost;
import io.agentmeter.slice.Entry;
import io.agentmeter.slice.Slice;
import io.agentmeter.usage.Money;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The last requests of a session, oldest first; unknown where its slices were not read.
///
/// @param model of the very last one; empty if it named none
public record RecentRequests(String model, List<Money> costs) {
    public static final RecentRequests UNKNOWN = new RecentRequests("", List.of());

    static final int MOST = 20;

    public RecentRequests {
        costs = List.copyOf(costs);
    }

    public static RecentRequests of(Collection<Slice> slices) {
        List<Entry> requests = slices.stream()
                .flatMap(slice -> slice.entries().values().stream())
                .filter(entry -> entry.event() instanceof ModelRequest)
                .sorted(Comparator.comparing((Entry entry) -> entry.event().time())
                        .thenComparing(entry -> entry.event().id().text()))
                .toList();
        List<Money> costs = requests.subList(Math.max(0, requests.size() - MOST), requests.size()).stream()
                .map(Entry::cost)
                .map(Cost::money)
                .flatMap(Optional::stream)
                .toList();
        return new RecentRequests(requests.isEmpty() ? "" : modelOf(requests.getLast()), costs);
    }

    private static String modelOf(Entry entry) {
        return entry.event() instanceof ModelRequest request
                ? request.facts().model().or("")
                : "";
    }
}
