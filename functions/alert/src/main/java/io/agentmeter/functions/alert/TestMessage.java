package io.agentmeter.functions.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.functions.library.alerts.AlertChannel;
import io.agentmeter.functions.library.alerts.AlertPolicy;
import io.agentmeter.functions.library.http.HttpAnswer;
import java.time.Instant;
import java.util.Map;

/// `POST /v1/alert-settings/test`: one message on every channel at once, quiet hours or not, and what came of each.
final class TestMessage {
    private final AlertPolicy policy;

    TestMessage(AlertPolicy policy) {
        this.policy = policy;
    }

    HttpAnswer send(String by, Instant now) {
        Alert alert = Alert.of(
                "test/" + now,
                AlertKind.TEST,
                "A test message",
                by + " asked for it, to see whether messages arrive.",
                Map.of(),
                now,
                "");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", alert.id());
        ArrayNode channels = json.putArray("channels");
        for (AlertChannel channel : policy.channels()) {
            AlertChannel.Outcome outcome = channel.send(alert, now);
            channels.addObject()
                    .put("channel", channel.name())
                    .put("taken", outcome.taken())
                    .put("outcome", outcome.what());
        }
        return HttpAnswer.json(200, json);
    }
}
