package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertBudget;
import io.agentmeter.alert.AlertJson;
import io.agentmeter.alert.Crossing;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.functions.library.control.StoredAlert.Answer;
import io.agentmeter.functions.library.control.StoredAlert.State;
import io.agentmeter.functions.library.http.HttpAnswer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `GET /v1/alerts`.
final class AlertsAnswer {
    private static final int MOST = 100;

    private final QueryStores stores;
    private final View view;

    AlertsAnswer(QueryStores stores, View view) {
        this.stores = stores;
        this.view = view;
    }

    HttpAnswer answer() {
        Instant now = view.now();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode alerts = json.putArray("alerts");
        stores.alerts().newest(MOST).forEach(alert -> alerts.add(json(alert, now)));
        return HttpAnswer.json(200, json);
    }

    private static ObjectNode json(StoredAlert stored, Instant now) {
        Alert alert = stored.alert();
        Crossing crossing = alert.crossing();
        AlertBudget budget = alert.budget();
        Answer answer = stored.answer();
        State state = stored.state(now);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", alert.id())
                .put("kind", alert.kind().label())
                .put("title", alert.title())
                .put("why", alert.why())
                .put("scope", crossing == null ? null : crossing.scope().label())
                .put("key", crossing == null || crossing.key().isEmpty() ? null : crossing.key())
                .put("day", crossing == null ? null : crossing.day().toString())
                .put(
                        "thresholdUsd",
                        crossing == null ? null : crossing.threshold().text())
                .put("spentUsd", crossing == null ? null : crossing.spent().text())
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("at", alert.at().toString())
                .put("message", alert.text())
                .put("agent", alert.attributes().get("agent"))
                .put("link", alert.link().isEmpty() ? null : alert.link())
                .put("acknowledgedBy", answer == null ? null : answer.by())
                .put("snoozedUntil", state == State.SNOOZED && answer != null ? text(answer.until()) : null);
        json.set("budget", budget == null ? json.nullNode() : AlertJson.budget(budget));
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
