package io.agentmeter.report;

import io.agentmeter.activity.DayMinutes;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.SessionDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// One session over the days that were asked for.
///
/// @param days in order, at least one
public record SessionView(String id, List<SessionDay> days) {
    static final Duration ACTIVE = Duration.ofMinutes(5);
    static final Duration IDLE = Duration.ofMinutes(30);
    static final int STRIP_MINUTES = 15;

    public SessionView {
        days = days.stream()
                .sorted(Comparator.comparing(day -> day.key().day()))
                .toList();
    }

    /// Takes session-days of many sessions apart, in order of their ids.
    public static List<SessionView> of(Collection<SessionDay> sessionDays) {
        Map<String, List<SessionDay>> bySession = new TreeMap<>();
        for (SessionDay day : sessionDays) {
            bySession
                    .computeIfAbsent(day.key().session(), _ -> new ArrayList<>())
                    .add(day);
        }
        return bySession.entrySet().stream()
                .map(session -> new SessionView(session.getKey(), session.getValue()))
                .toList();
    }

    /// As last learnt.
    public Dimensions dimensions() {
        return days.getLast().dimensions();
    }

    public SortedSet<String> models() {
        TreeSet<String> models = new TreeSet<>();
        days.forEach(day -> models.addAll(day.models()));
        return models;
    }

    public Optional<Instant> startedAt(OrganisationCalendar calendar) {
        return days.stream().flatMap(day -> day.firstEvent(calendar).stream()).min(Comparator.naturalOrder());
    }

    public Optional<Instant> lastEventAt(OrganisationCalendar calendar) {
        return days.stream().flatMap(day -> day.lastEvent(calendar).stream()).max(Comparator.naturalOrder());
    }

    public Optional<Instant> lastRequestAt(OrganisationCalendar calendar) {
        return days.stream().flatMap(day -> day.lastRequest(calendar).stream()).max(Comparator.naturalOrder());
    }

    /// When something was last at work. The last event, unless that was no work (an end of a session, a metric).
    public Optional<Instant> lastActivityAt(OrganisationCalendar calendar) {
        Optional<Instant> lastEvent = lastEventAt(calendar);
        Optional<Instant> lastMinute =
                days.stream().flatMap(day -> lastMinute(day, calendar).stream()).max(Comparator.naturalOrder());
        if (lastEvent.isEmpty() || lastMinute.isEmpty()) {
            return lastEvent;
        }
        if (lastEvent.get().isBefore(lastMinute.get().plus(Duration.ofMinutes(1)))) {
            return lastEvent;
        }
        return lastRequestAt(calendar)
                .filter(request -> request.isAfter(lastMinute.get()))
                .or(() -> lastMinute);
    }

    private static Optional<Instant> lastMinute(SessionDay day, OrganisationCalendar calendar) {
        DayMinutes minutes = day.minutes();
        return minutes.isEmpty()
                ? Optional.empty()
                : Optional.of(calendar.startOf(day.key().day())
                        .plus(Duration.ofMinutes(minutes.stream().max().orElseThrow())));
    }

    public State state(OrganisationCalendar calendar, Instant now) {
        Duration quiet = lastActivityAt(calendar)
                .map(last -> Duration.between(last, now))
                .orElse(IDLE.plus(IDLE));
        if (quiet.compareTo(ACTIVE) <= 0) {
            return State.ACTIVE;
        }
        return quiet.compareTo(IDLE) <= 0 ? State.IDLE : State.ENDED;
    }

    /// Whether it was active in each of the last 15 minutes, oldest first, this minute last.
    public List<Boolean> strip(OrganisationCalendar calendar, Instant now) {
        List<Boolean> strip = new ArrayList<>(STRIP_MINUTES);
        for (int ago = STRIP_MINUTES - 1; ago >= 0; ago--) {
            Instant minute = now.minus(Duration.ofMinutes(ago));
            strip.add(days.stream().anyMatch(day -> wasActive(day, minute, calendar)));
        }
        return strip;
    }

    private static boolean wasActive(SessionDay day, Instant minute, OrganisationCalendar calendar) {
        Instant start = calendar.startOf(day.key().day());
        return calendar.dayOf(minute).equals(day.key().day())
                && day.minutes()
                        .contains(
                                Math.toIntExact(Duration.between(start, minute).toMinutes()));
    }

    /// How lately a session was at work.
    public enum State {
        ACTIVE,
        IDLE,
        ENDED
    }
}
