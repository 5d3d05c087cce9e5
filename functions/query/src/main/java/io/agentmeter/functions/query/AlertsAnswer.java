package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.alert.Crossing;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.functions.library.http.HttpAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// `GET /v1/alerts`.
final class AlertsAnswer {
    private static final int MOST = 100;

    private final QueryStores stores;

    AlertsAnswer(QueryStores stores) {
        this.stores = stores;
    }

    HttpAnswer answer() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode alerts = json.putArray("alerts");
        List<StoredAlert> newest = stores.alerts().newest(MOST).stream()
                .sorted(Comparator.comparing(StoredAlert::at).reversed())
                .toList();
        for (StoredAlert alert : newest) {
            Crossing crossing = alert.crossing();
            alerts.addObject()
                    .put("id", crossing.id())
                    .put("scope", crossing.scope().label())
                    .put("key", crossing.key().isEmpty() ? null : crossing.key())
                    .put("day", crossing.day().toString())
                    .put("thresholdUsd", crossing.threshold().text())
                    .put("spentUsd", crossing.spent().text())
                    .put("state", alert.state().name().toLowerCase(Locale.ROOT))
                    .put("at", alert.at().toString())
                    .put("message", alert.message());
        }
        return HttpAnswer.json(200, json);
    }
}
