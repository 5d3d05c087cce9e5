package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.http.Parameters.Range;
import io.agentmeter.report.DayData;
import io.agentmeter.report.Dimension;
import io.agentmeter.report.Filters;
import io.agentmeter.report.RecentRequests;
import io.agentmeter.report.SessionCard;
import io.agentmeter.report.SessionView;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `GET /v1/sessions`: the sessions of a range of days, with what they used in it.
final class SessionsAnswer {
    private static final String BY_COST = "cost";
    private static final String BY_ACTIVITY = "lastActivity";

    private record Ranked(BigDecimal rank, SessionView session) {}

    // Highest rank first; equal ones by id, so that pages neither repeat nor skip.
    private static final Comparator<Ranked> ORDER = Comparator.comparing(Ranked::rank)
            .reversed()
            .thenComparing(ranked -> ranked.session().id());

    private final DayReader days;
    private final View view;

    SessionsAnswer(QueryStores stores, View view) {
        this.days = new DayReader(stores.rollups());
        this.view = view;
    }

    HttpAnswer answer(Parameters parameters) {
        Range range = parameters.range();
        Filters filters = FilterParameters.read(
                parameters,
                List.of(Dimension.PROJECT, Dimension.USER, Dimension.TEAM, Dimension.AGENT, Dimension.TASK));
        String sort = parameters.oneOf("sort", BY_ACTIVITY, List.of(BY_ACTIVITY, BY_COST));
        int limit = parameters.number("limit", 50, 1, 200);
        Optional<Cursor<BigDecimal>> after = Cursor.read(parameters, BigDecimal::new);
        parameters.check();
        List<SessionDay> matching = days.sessions(range.days()).stream()
                .map(DayData::sessions)
                .flatMap(List::stream)
                .filter(day -> filters.accept(day.dimensions()))
                .toList();
        List<Ranked> all = SessionView.of(matching).stream()
                .map(session -> new Ranked(rank(session, sort), session))
                .sorted(ORDER)
                .toList();
        List<Ranked> rest = after.map(cursor -> behind(all, cursor)).orElse(all);
        return page(rest.subList(0, Math.min(limit, rest.size())), rest.size() > limit, all.size());
    }

    private HttpAnswer page(List<Ranked> page, boolean more, int total) {
        SessionCard card = new SessionCard(view.calendar(), view.idleGapMinutes(), view.now());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode sessions = json.putArray("sessions");
        page.forEach(ranked -> sessions.add(card.json(ranked.session(), RecentRequests.UNKNOWN)));
        json.put(
                "next",
                more
                        ? new Cursor<>(
                                        page.getLast().rank(),
                                        page.getLast().session().id())
                                .text(BigDecimal::toPlainString)
                        : null);
        json.put("total", total);
        return HttpAnswer.json(200, json);
    }

    private BigDecimal rank(SessionView session, String sort) {
        if (sort.equals(BY_COST)) {
            return session.days().stream()
                    .map(day -> day.counters().money(CounterNames.COST))
                    .reduce(Money.ZERO, Money::plus)
                    .dollars();
        }
        return BigDecimal.valueOf(
                session.lastActivityAt(view.calendar()).orElse(Instant.EPOCH).toEpochMilli());
    }

    private static List<Ranked> behind(List<Ranked> all, Cursor<BigDecimal> cursor) {
        return all.stream()
                .filter(ranked -> {
                    int compared = ranked.rank().compareTo(cursor.rank());
                    return compared < 0
                            || (compared == 0 && ranked.session().id().compareTo(cursor.id()) > 0);
                })
                .toList();
    }
}
