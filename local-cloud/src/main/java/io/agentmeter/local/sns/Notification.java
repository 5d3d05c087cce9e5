package io.agentmeter.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// A published message, checked against SNS's limits.
///
/// @param attributes the message attributes as a document that filter policies are matched with
record Notification(String message, Optional<String> subject, boolean perProtocol, ObjectNode attributes) {
    private static final int MOST_BYTES = 256 * 1024;
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,98}");

    static Notification read(QueryRequest request) throws TopicFault {
        String message = request.required("Message");
        if (message.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw TopicFault.invalid("Message too long");
        }
        Optional<String> subject = request.text("Subject");
        if (subject.isPresent() && !SUBJECT.matcher(subject.get()).matches()) {
            throw TopicFault.invalid("Subject");
        }
        boolean perProtocol =
                request.text("MessageStructure").filter("json"::equals).isPresent();
        Notification notification = new Notification(message, subject, perProtocol, attributes(request));
        if (perProtocol) {
            notification.textFor("default");
        }
        return notification;
    }

    private static ObjectNode attributes(QueryRequest request) throws TopicFault {
        ObjectNode attributes = Json.object();
        for (QueryRequest entry : request.list("MessageAttributes.entry")) {
            String name = entry.required("Name");
            String type = entry.required("Value.DataType");
            if (type.startsWith("Binary")) {
                // Filter policies cannot look at binary attributes.
                continue;
            }
            attributes.set(name, value(name, type, entry.required("Value.StringValue")));
        }
        return attributes;
    }

    private static JsonNode value(String name, String type, String text) throws TopicFault {
        ObjectNode holder = Json.object();
        try {
            if (type.startsWith("String.Array")) {
                return Json.read(text.getBytes(StandardCharsets.UTF_8));
            }
            return type.startsWith("Number")
                    ? holder.put("v", new BigDecimal(text)).get("v")
                    : holder.put("v", text).get("v");
        } catch (IOException | NumberFormatException malformed) {
            throw TopicFault.invalid("MessageAttributes: " + name + " is not of type " + type);
        }
    }

    String attributesAsEvent() {
        return attributes.toString();
    }

    /// What a subscriber of this protocol is sent.
    ///
    /// @throws TopicFault if the message is not the document that `MessageStructure=json` promises
    String textFor(String protocol) throws TopicFault {
        if (!perProtocol) {
            return message;
        }
        try {
            JsonNode texts = Json.read(message.getBytes(StandardCharsets.UTF_8));
            JsonNode text = texts.hasNonNull(protocol) ? texts.get(protocol) : texts.path("default");
            if (!text.isTextual()) {
                throw TopicFault.invalid("Message Structure - No default entry in JSON message body");
            }
            return text.asText();
        } catch (IOException malformed) {
            throw TopicFault.invalid("Message Structure - JSON message body failed to parse");
        }
    }
}
