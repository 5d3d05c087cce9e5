package io.agentmeter.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.sns.Inbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What people and programs were sent: what the topic delivered as e-mail and SMS, and what came of each webhook. A
/// webhook is really called, also from this machine.
final class LocalInbox {
    private static final int MOST_ALERTS = 100;
    private static final String WEBHOOK = "webhook/";

    private final Inbox delivered;
    private final AlertStore alerts;

    LocalInbox(Inbox delivered, AlertStore alerts) {
        this.delivered = delivered;
        this.alerts = alerts;
    }

    /// Oldest first.
    List<JsonNode> messages() {
        List<JsonNode> messages = new ArrayList<>(delivered.messages());
        for (StoredAlert stored : alerts.newest(MOST_ALERTS)) {
            stored.tries().forEach((channel, one) -> {
                if (channel.startsWith(WEBHOOK)) {
                    ObjectNode message = Json.object();
                    message.put("at", one.at().toString());
                    message.put("channel", "webhook");
                    message.put("to", channel.substring(WEBHOOK.length()));
                    message.put("subject", stored.alert().title());
                    message.put(
                            "text", one.outcome() + "; alert " + stored.alert().id());
                    messages.add(message);
                }
            });
        }
        messages.sort(Comparator.comparing(message -> message.path("at").asText()));
        return messages;
    }
}
