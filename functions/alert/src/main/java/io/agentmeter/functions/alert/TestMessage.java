package io.agentmeter.functions.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.functions.library.alerts.AlertChannel.Outcome;
import io.agentmeter.functions.library.alerts.AlertPolicy;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import java.time.Instant;
import java.util.Map;

/// `POST /v1/alert-settings/test`: one message on every channel at once, quiet hours or not, and what came of each.
final class TestMessage {
    private record Tried(String channel, Outcome outcome) {}

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
        // Side by side: a few that say nothing would take longer together than this answer may.
        DayReader.each(policy.channels(), channel -> new Tried(channel.name(), channel.send(alert, now)))
                .forEach(tried -> channels.addObject()
                        .put("channel", tried.channel())
                        .put("taken", tried.outcome().taken())
                        .put("outcome", tried.outcome().what()));
        return HttpAnswer.json(200, json);
    }
}
