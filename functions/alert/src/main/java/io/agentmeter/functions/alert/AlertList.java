package io.agentmeter.functions.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertJson;
import io.agentmeter.alert.Crossing;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.functions.library.control.StoredAlert.Answer;
import io.agentmeter.functions.library.control.StoredAlert.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Alerts as `GET /v1/alerts` tells them.
final class AlertList {
    private static final int MOST = 100;

    private AlertList() {}

    /// The newest alerts, and whether there are older ones that are not in the list.
    static ObjectNode newest(AlertStore alerts, Instant now) {
        List<StoredAlert> newest = alerts.newest(MOST + 1);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("alerts");
        newest.stream().limit(MOST).forEach(alert -> list.add(json(alert, now)));
        return json.put("older", newest.size() > MOST);
    }

    static ObjectNode json(StoredAlert stored, Instant now) {
        Alert alert = stored.alert();
        Crossing crossing = alert.crossing();
        Answer answer = stored.answer();
        State state = stored.state(now);
        ObjectNode json = AlertJson.message(alert);
        json.put("message", alert.text())
                .put("scope", crossing == null ? null : crossing.scope().label())
                .put("key", crossing == null || crossing.key().isEmpty() ? null : crossing.key())
                .put("day", crossing == null ? null : crossing.day().toString())
                .put(
                        "thresholdUsd",
                        crossing == null ? null : crossing.threshold().text())
                .put("spentUsd", crossing == null ? null : crossing.spent().text())
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("acknowledgedBy", answer == null ? null : answer.by())
                .put("acknowledgedAt", answer == null ? null : answer.at().toString())
                .put("snoozedUntil", state == State.SNOOZED && answer != null ? text(answer.until()) : null);
        ArrayNode deliveries = json.putArray("deliveries");
        new TreeMap<>(stored.tries())
                .forEach((channel, one) -> deliveries
                        .addObject()
                        .put("channel", channel)
                        .put("at", one.at().toString())
                        .put("taken", one.taken())
                        .put("outcome", one.outcome()));
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
