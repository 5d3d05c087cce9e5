package io.agentmeter.coverage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Source;
import io.agentmeter.report.DayData;
import io.agentmeter.slice.SessionDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which sources have seen what share of the requests of some days: in all, by day, by machine, and the sessions in
/// which one of them seems to have missed some. Counts are sums of session-days, so they are exact whatever was merged.
public final class Coverage {
    /// Sessions with gaps that are listed.
    public static final int MOST_SESSIONS = 100;

    private record Found(SessionCoverage session, List<Gap> gaps) {}

    private final Collection<DayData> days;
    private final OrganisationCalendar calendar;

    /// @param days in order
    public Coverage(Collection<DayData> days, OrganisationCalendar calendar) {
        this.days = List.copyOf(days);
        this.calendar = calendar;
    }

    public ObjectNode json(Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Seen all = Seen.NOTHING;
        ArrayNode byDay = JsonNodeFactory.instance.arrayNode();
        Map<String, Seen> machines = new TreeMap<>();
        for (DayData day : days) {
            Seen ofDay = Seen.NOTHING;
            for (SessionDay session : day.sessions()) {
                Seen seen = Seen.of(session.counters());
                ofDay = ofDay.plus(seen);
                machines.merge(session.dimensions().machine(), seen, Seen::plus);
            }
            all = all.plus(ofDay);
            put(byDay.addObject().put("day", day.day().toString()), ofDay);
        }
        put(json.putObject("totals"), all);
        json.set("days", byDay);
        ArrayNode byMachine = json.putArray("machines");
        machines.forEach((machine, seen) -> {
            if (seen.requests() > 0) {
                put(byMachine.addObject().put("machine", machine.isEmpty() ? null : machine), seen);
            }
        });
        putSessions(json, now);
        return json;
    }

    private void putSessions(ObjectNode json, Instant now) {
        List<Found> found = new ArrayList<>();
        int sessions = 0;
        for (List<SessionDay> own : bySession().values()) {
            SessionCoverage session = new SessionCoverage(own, calendar);
            List<Gap> gaps = session.gaps(now);
            sessions++;
            if (!gaps.isEmpty()) {
                found.add(new Found(session, gaps));
            }
        }
        found.sort(Comparator.comparing((Found one) -> one.session().lastEvent().orElse(Instant.EPOCH))
                .reversed()
                .thenComparing(one -> one.session().session()));
        json.put("sessions", sessions);
        json.put("sessionsWithGaps", found.size());
        ArrayNode listed = json.putArray("gaps");
        found.stream().limit(MOST_SESSIONS).forEach(one -> put(listed.addObject(), one));
    }

    private Map<String, List<SessionDay>> bySession() {
        Map<String, List<SessionDay>> sessions = new LinkedHashMap<>();
        days.forEach(day -> day.sessions()
                .forEach(session -> sessions.computeIfAbsent(session.key().session(), _ -> new ArrayList<>())
                        .add(session)));
        return sessions;
    }

    private static void put(ObjectNode json, Found found) {
        SessionCoverage session = found.session();
        json.put("session", session.session());
        json.put("project", session.dimensions().project());
        json.put("user", orNull(session.dimensions().user()));
        json.put("machine", orNull(session.dimensions().machine()));
        json.put("firstEventAt", session.firstEvent().map(Instant::toString).orElse(null));
        json.put("lastEventAt", session.lastEvent().map(Instant::toString).orElse(null));
        put(json, session.seen());
        ArrayNode why = json.putArray("why");
        found.gaps()
                .forEach(gap -> why.addObject()
                        .put("kind", gap.kind().label())
                        .put("what", gap.what())
                        .put("next", gap.next()));
    }

    private static @Nullable String orNull(String name) {
        return name.isEmpty() ? null : name;
    }

    private static void put(ObjectNode json, Seen seen) {
        json.put("requests", seen.requests());
        json.put("multiSource", seen.multiSource());
        ObjectNode bySource = json.putObject("bySource");
        for (Source source : Source.values()) {
            if (seen.by(source) != 0) {
                bySource.put(source.label(), seen.by(source));
            }
        }
    }
}
