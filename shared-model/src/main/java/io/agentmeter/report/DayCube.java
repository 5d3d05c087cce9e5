package io.agentmeter.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.SessionDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One day in one document, from which any view of it can be drawn.
public final class DayCube {
    /// Events may arrive for so long after a day's end and be nothing unusual.
    public static final Duration SETTLES_IN = Duration.ofHours(24);

    private final DayData data;
    private final OrganisationCalendar calendar;
    private final int idleGapMinutes;

    public DayCube(DayData data, OrganisationCalendar calendar, int idleGapMinutes) {
        this.data = data;
        this.calendar = calendar;
        this.idleGapMinutes = idleGapMinutes;
    }

    public LocalDate day() {
        return data.day();
    }

    public static boolean isFinal(LocalDate day, OrganisationCalendar calendar, Instant now) {
        return !now.isBefore(calendar.startOf(day.plusDays(1)).plus(SETTLES_IN));
    }

    public ObjectNode json(Instant generatedAt) {
        ObjectNode json = content(generatedAt);
        json.put("generatedAt", generatedAt.toString());
        json.putNull("version");
        json.putArray("earlierVersions");
        return json;
    }

    /// All but the time of making: equal for equal data.
    public ObjectNode content(Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("day", data.day().toString());
        json.put("zone", calendar.zone().getId());
        json.put("final", isFinal(data.day(), calendar, now));
        json.put("idleGapMinutes", idleGapMinutes);
        ArrayNode cells = json.putArray("cells");
        data.cells().forEach((key, counters) -> cells.add(cell(key, counters)));
        ObjectNode time = json.putObject("time");
        time.set("all", TotalsJson.time(SessionTotals.of(data.sessions(), idleGapMinutes)));
        for (Dimension dimension : Dimension.values()) {
            if (dimension.isOfSessions()) {
                time.set(dimension.label(), time(dimension));
            }
        }
        return json;
    }

    private static ObjectNode cell(CellKey key, Counters counters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Dimension dimension : Dimension.values()) {
            TotalsJson.putName(json, dimension.label(), dimension.of(key));
        }
        TotalsJson.putRequests(json, counters);
        json.put("multiSource", counters.count(CounterNames.MULTI_SOURCE));
        json.set("bySource", TotalsJson.bySource(counters));
        ObjectNode hours = json.putObject("hours");
        for (int hour = 0; hour < 24; hour++) {
            long requests = counters.count(CounterNames.hourRequests(hour));
            if (requests != 0) {
                hours.putObject(Integer.toString(hour))
                        .put("requests", requests)
                        .put(
                                "estimatedCostUsd",
                                counters.money(CounterNames.hourCost(hour)).text());
            }
        }
        return json;
    }

    private ObjectNode time(Dimension dimension) {
        Map<String, List<SessionDay>> byName = new TreeMap<>();
        for (SessionDay session : data.sessions()) {
            String name = dimension.of(session.dimensions());
            if (!name.isEmpty()) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(session);
            }
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        byName.forEach((name, sessions) -> json.set(name, TotalsJson.time(SessionTotals.of(sessions, idleGapMinutes))));
        return json;
    }
}
