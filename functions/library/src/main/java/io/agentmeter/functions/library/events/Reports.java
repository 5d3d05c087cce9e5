package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several reports of one event inside one delivery, merged before anything is written.
final class Reports {
    private Reports() {}

    /// The merged reports by event key, in order of first appearance.
    static Map<String, UsageEvent> merged(List<UsageEvent> reports) {
        Map<String, UsageEvent> byKey = new LinkedHashMap<>();
        reports.forEach(report -> byKey.merge(report.id().key(), report, UsageEvent::merge));
        return byKey;
    }

    /// One outcome per report: the first of an event has the store's, further ones in the same delivery were merged
    /// in.
    static List<EventStore.Outcome> outcomes(List<UsageEvent> reports, Map<String, EventStore.Outcome> ofEvent) {
        Map<String, UsageEvent> seen = new LinkedHashMap<>();
        return reports.stream()
                .map(report -> {
                    String key = report.id().key();
                    UsageEvent before = seen.get(key);
                    UsageEvent after = before == null ? report : before.merge(report);
                    seen.put(key, after);
                    EventStore.Outcome ofAll = ofEvent.getOrDefault(key, EventStore.Outcome.DUPLICATE);
                    if (before == null || ofAll == EventStore.Outcome.DUPLICATE) {
                        return ofAll;
                    }
                    return after.equals(before) ? EventStore.Outcome.DUPLICATE : EventStore.Outcome.MERGED;
                })
                .toList();
    }
}
