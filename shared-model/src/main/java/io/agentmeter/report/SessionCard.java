package io.agentmeter.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.rollup.Dimensions;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/// A session at a glance, as JSON.
public final class SessionCard {
    private final OrganisationCalendar calendar;
    private final int idleGapMinutes;
    private final Instant now;

    public SessionCard(OrganisationCalendar calendar, int idleGapMinutes, Instant now) {
        this.calendar = calendar;
        this.idleGapMinutes = idleGapMinutes;
        this.now = now;
    }

    public ObjectNode json(SessionView session, RecentRequests recent) {
        Dimensions names = session.dimensions();
        SortedSet<String> models = session.models();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", session.id());
        json.put("project", names.project());
        TotalsJson.putName(json, "agent", names.agent());
        String first = models.isEmpty() ? "" : models.first();
        TotalsJson.putName(json, "model", recent.model().isEmpty() ? first : recent.model());
        models.forEach(json.putArray("models")::add);
        TotalsJson.putName(json, "user", names.user());
        TotalsJson.putName(json, "team", names.team());
        TotalsJson.putName(json, "task", names.task());
        TotalsJson.putName(json, "machine", names.machine());
        TotalsJson.putName(json, "branch", names.branch());
        json.put("state", session.state(calendar, now).name().toLowerCase(Locale.ROOT));
        put(json, "startedAt", session.startedAt(calendar));
        put(json, "lastActivityAt", session.lastActivityAt(calendar));
        put(json, "lastRequestAt", session.lastRequestAt(calendar));
        json.set("totals", TotalsJson.write(Totals.of(session.days(), idleGapMinutes)));
        ArrayNode costs = json.putArray("recentCostsUsd");
        recent.costs().forEach(cost -> costs.add(cost.text()));
        ArrayNode activity = json.putArray("activity");
        session.strip(calendar, now).forEach(active -> activity.add(active ? 1 : 0));
        return json;
    }

    private static void put(ObjectNode json, String name, Optional<Instant> time) {
        json.put(name, time.map(Instant::toString).orElse(null));
    }
}
