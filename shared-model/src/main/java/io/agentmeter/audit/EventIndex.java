package io.agentmeter.audit;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.UsageEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Every event that a scan has seen, in 24 bytes each: its identity and a digest of what it says, by the slice it
/// belongs to. A million events take about 30 MB. Several threads may add at once.
public final class EventIndex {
    private final OrganisationCalendar calendar;
    private final Map<String, OfSession> sessions = new ConcurrentHashMap<>();
    private final Map<LocalDate, LongAdder> events = new ConcurrentHashMap<>();

    public EventIndex(OrganisationCalendar calendar) {
        this.calendar = calendar;
    }

    public void add(UsageEvent event) {
        sessions.computeIfAbsent(event.session(), _ -> new OfSession()).add(event);
        events.computeIfAbsent(calendar.dayOf(event.time()), _ -> new LongAdder())
                .increment();
    }

    /// How many events of this day were seen.
    public long events(LocalDate day) {
        LongAdder count = events.get(day);
        return count == null ? 0 : count.sum();
    }

    /// Sessions with an event on this day.
    public SortedSet<String> sessions(LocalDate day) {
        TreeSet<String> found = new TreeSet<>();
        sessions.forEach((session, own) -> {
            if (!own.between(calendar.startOf(day), calendar.startOf(day.plusDays(1)))
                    .isEmpty()) {
                found.add(session);
            }
        });
        return found;
    }

    /// What was seen of one session on one day, by quarter-hour.
    SortedMap<Instant, SeenEvents> seen(String session, LocalDate day) {
        OfSession own = sessions.get(session);
        return own == null
                ? Collections.emptySortedMap()
                : own.between(calendar.startOf(day), calendar.startOf(day.plusDays(1)));
    }

    /// What the session's events say about it, those of all days that were scanned.
    public Attribution said(String session) {
        OfSession own = sessions.get(session);
        return own == null ? Attribution.NONE : own.said();
    }

    private static final class OfSession {
        private final TreeMap<Instant, SeenEvents> quarters = new TreeMap<>();
        private Attribution said = Attribution.NONE;

        synchronized void add(UsageEvent event) {
            Attribution merged = said.merge(event.envelope().attribution());
            said = merged.equals(said) ? said : merged;
            quarters.computeIfAbsent(OrganisationCalendar.quarterOf(event.time()), _ -> new SeenEvents())
                    .add(event.id().key(), EventDigest.of(event));
        }

        synchronized NavigableMap<Instant, SeenEvents> between(Instant from, Instant to) {
            return quarters.subMap(from, true, to, false);
        }

        synchronized Attribution said() {
            return said;
        }
    }
}
