package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A store that is not asked again about what it is known to hold. Agents call their hooks before and after each tool,
/// and each call says once more that the session exists; without this, every one of them costs a write that fails and a
/// read.
///
/// What is remembered of an event is the merge of the reports that the store has taken. What is stored is at least
/// that, because merging only adds, so a report that adds nothing to what is remembered adds nothing to what is stored.
/// It is forgotten after a while, so that an event that somebody deleted can come again.
public final class RememberingEventStore implements EventStore {
    /// Events remembered: a few megabytes.
    private static final int MOST = 2_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final EventStore store;
    private final InstantSource clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(UsageEvent event, Instant until) {}

    public RememberingEventStore(EventStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<Outcome> put(List<UsageEvent> reports) {
        Instant now = clock.instant();
        Map<String, UsageEvent> merged = Reports.merged(reports);
        merged.values().removeIf(report -> isKnown(report, now));
        if (merged.isEmpty()) {
            return Collections.nCopies(reports.size(), Outcome.DUPLICATE);
        }
        List<UsageEvent> news = reports.stream()
                .filter(report -> merged.containsKey(report.id().key()))
                .toList();
        Iterator<Outcome> ofNews = store.put(news).iterator();
        remember(merged.values(), now);
        return reports.stream()
                .map(report -> merged.containsKey(report.id().key()) ? ofNews.next() : Outcome.DUPLICATE)
                .toList();
    }

    private synchronized boolean isKnown(UsageEvent report, Instant now) {
        Known before = known.get(report.id().key());
        return before != null
                && now.isBefore(before.until())
                && before.event().merge(report).equals(before.event());
    }

    private synchronized void remember(Collection<UsageEvent> stored, Instant now) {
        Instant until = now.plus(REMEMBERED);
        for (UsageEvent report : stored) {
            known.merge(
                    report.id().key(),
                    new Known(report, until),
                    (before, more) -> now.isBefore(before.until())
                            ? new Known(before.event().merge(more.event()), before.until())
                            : more);
        }
    }
}
