package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.report.DayData;
import io.agentmeter.report.Filters;
import io.agentmeter.report.RecentRequests;
import io.agentmeter.report.SessionCard;
import io.agentmeter.report.SessionView;
import io.agentmeter.report.Totals;
import io.agentmeter.report.TotalsJson;
import io.agentmeter.report.UnpricedModels;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `GET /v1/live`: today so far and the sessions at work. Everybody who polls within a second gets the same answer, so
/// what it costs does not grow with the number of open dashboards.
final class LiveAnswer {
    private static final Duration REUSED = Duration.ofSeconds(1);
    private static final int MOST_CARDS = 60;

    private record Made(Instant at, ObjectNode content) {}

    private final QueryStores stores;
    private final View view;
    private @Nullable Made last;

    LiveAnswer(QueryStores stores, View view) {
        this.stores = stores;
        this.view = view;
    }

    synchronized HttpAnswer answer() {
        Instant now = view.now();
        Made made = last;
        if (made == null || !now.isBefore(made.at().plus(REUSED))) {
            made = new Made(now, content(now));
            last = made;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("generatedAt", made.at().toString());
        json.setAll(made.content());
        return HttpAnswer.json(200, json).withTagOf(made.content().toString());
    }

    private ObjectNode content(Instant now) {
        LocalDate day = view.calendar().dayOf(now);
        // Yesterday's as well: a session at midnight is one session.
        List<DayData> days = DayReader.each(
                List.of(day.minusDays(1), day),
                one -> new DayData(
                        one,
                        one.equals(day) ? stores.rollups().cells(one, false) : new TreeMap<>(),
                        stores.rollups().sessionDays(one)));
        List<DayData> today = List.of(days.getLast());
        List<SessionView> sessions = SessionView.of(
                days.stream().map(DayData::sessions).flatMap(List::stream).toList());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("zone", view.calendar().zone().getId());
        json.put("day", day.toString());
        put(json, "firstEventAt", stores.receipts().first());
        put(
                json,
                "lastEventAt",
                sessions.stream()
                        .flatMap(session -> session.lastEventAt(view.calendar()).stream())
                        .max(Comparator.naturalOrder()));
        json.set("today", TotalsJson.write(Totals.of(today, Filters.NONE, view.idleGapMinutes())));
        json.set("activeSessions", cards(sessions, now));
        UnpricedModels.of(today, Filters.NONE).forEach(json.putArray("unpricedModels")::add);
        return json;
    }

    private ArrayNode cards(List<SessionView> sessions, Instant now) {
        List<SessionView> shown = sessions.stream()
                .filter(session -> session.state(view.calendar(), now) != SessionView.State.ENDED)
                .sorted(Comparator.comparing((SessionView session) ->
                                session.lastActivityAt(view.calendar()).orElse(Instant.EPOCH))
                        .reversed()
                        .thenComparing(SessionView::id))
                .limit(MOST_CARDS)
                .toList();
        Map<String, List<Slice>> slices = lastSlices(shown);
        SessionCard card = new SessionCard(view.calendar(), view.idleGapMinutes(), now);
        ArrayNode cards = JsonNodeFactory.instance.arrayNode();
        shown.forEach(session ->
                cards.add(card.json(session, RecentRequests.of(slices.getOrDefault(session.id(), List.of())))));
        return cards;
    }

    /// The last two quarter-hours of each session: enough to draw its recent costs.
    private Map<String, List<Slice>> lastSlices(List<SessionView> sessions) {
        List<SliceKey> keys = new ArrayList<>();
        for (SessionView session : sessions) {
            session.days().stream()
                    .flatMap(day -> quarters(day).stream())
                    .sorted(Comparator.reverseOrder())
                    .limit(2)
                    .forEach(quarter -> keys.add(new SliceKey(session.id(), quarter, 0)));
        }
        Map<String, List<Slice>> slices = new HashMap<>();
        if (!keys.isEmpty()) {
            stores.rollups()
                    .slices(keys)
                    .forEach((key, slice) -> slices.computeIfAbsent(key.session(), _ -> new ArrayList<>())
                            .add(slice));
        }
        return slices;
    }

    private List<Instant> quarters(SessionDay day) {
        Instant start = view.calendar().startOf(day.key().day());
        return day.quarters().keySet().stream()
                .map(quarter -> start.plus(Duration.ofMinutes(15L * quarter)))
                .toList();
    }

    private static void put(ObjectNode json, String name, Optional<Instant> time) {
        json.put(name, time.map(Instant::toString).orElse(null));
    }
}
