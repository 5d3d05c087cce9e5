package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.event.Names;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.report.RecentRequests;
import io.agentmeter.report.RequestJson;
import io.agentmeter.report.SessionCard;
import io.agentmeter.report.SessionLedger;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /v1/sessions/{id}`: every request of one session.
final class SessionAnswer {
    private static final int PAGE = 500;

    private final QueryStores stores;
    private final View view;
    private final Pricer pricer;

    SessionAnswer(QueryStores stores, View view, Pricer pricer) {
        this.stores = stores;
        this.view = view;
        this.pricer = pricer;
    }

    HttpAnswer answer(String id, Parameters parameters) {
        Optional<Cursor<Instant>> after = Cursor.read(parameters, Instant::parse);
        parameters.check();
        // No session is stored under a name that storing would have changed, and DynamoDB refuses very long keys.
        List<Slice> slices = Names.clean(id).equals(id) ? stores.rollups().slicesOf(id) : List.of();
        if (slices.isEmpty()) {
            return HttpAnswer.error(HttpError.notFound("there is no session with this id"));
        }
        SessionLedger ledger = new SessionLedger(id, dimensions(id), slices);
        List<SessionLedger.Priced> requests = ledger.requests();
        List<SessionLedger.Priced> rest =
                after.map(cursor -> behind(requests, cursor)).orElse(requests);
        return HttpAnswer.json(200, json(ledger, rest.subList(0, Math.min(PAGE, rest.size())), rest.size() > PAGE));
    }

    private Dimensions dimensions(String id) {
        return stores.rollups()
                .sessions(List.of(id))
                .getOrDefault(id, SessionRow.unknown(id))
                .dimensions();
    }

    private ObjectNode json(SessionLedger ledger, List<SessionLedger.Priced> page, boolean more) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(
                "session",
                new SessionCard(view.calendar(), view.idleGapMinutes(), view.now())
                        .json(ledger.view(view.calendar()), RecentRequests.of(ledger.slices())));
        json.put("next", more ? cursor(page.getLast()).text(Instant::toString) : null);
        ArrayNode requests = json.putArray("requests");
        RequestJson one = new RequestJson(pricer);
        page.forEach(priced -> requests.add(one.json(priced)));
        ArrayNode tools = json.putArray("tools");
        ledger.tools()
                .forEach(use -> tools.addObject()
                        .put("tool", use.tool())
                        .put("calls", use.calls())
                        .put("failures", use.failures()));
        return json;
    }

    private static Cursor<Instant> cursor(SessionLedger.Priced last) {
        return new Cursor<>(last.request().time(), last.request().id().text());
    }

    private static List<SessionLedger.Priced> behind(List<SessionLedger.Priced> requests, Cursor<Instant> cursor) {
        return requests.stream()
                .filter(priced -> {
                    int compared = priced.request().time().compareTo(cursor.rank());
                    return compared > 0
                            || (compared == 0 && priced.request().id().text().compareTo(cursor.id()) > 0);
                })
                .toList();
    }
}
