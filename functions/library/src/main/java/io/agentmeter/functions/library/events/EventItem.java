package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An event as it is stored: attribute names and mapping of the UsageEvents table. Nothing in it may differ between two
/// copies of one report, so that a repeat writes nothing; `ttl` is set by the first and kept.
///
/// @param version raised by each merge that said something new
/// @param expiresAt epoch seconds, raw retention counted from receipt
record EventItem(UsageEvent event, long version, long expiresAt) {
    static final String PK = "pk";
    static final String VERSION = "v";
    static final String EVENT = "e";
    private static final String KIND = "k";
    private static final String SESSION = "s";
    static final String TIME = "t";
    private static final String TTL = "ttl";

    String key() {
        return event.id().key();
    }

    EventItem mergedWith(UsageEvent report) {
        UsageEvent merged = event.merge(report);
        return merged.equals(event) ? this : new EventItem(merged, version + 1, expiresAt);
    }

    Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(PK, AttributeValue.fromS(key()));
        attributes.put(KIND, AttributeValue.fromS(event.kind().label()));
        attributes.put(SESSION, AttributeValue.fromS(event.session()));
        attributes.put(TIME, AttributeValue.fromS(event.time().toString()));
        attributes.put(VERSION, AttributeValue.fromN(Long.toString(version)));
        attributes.put(EVENT, AttributeValue.fromS(EventJson.write(event)));
        attributes.put(TTL, AttributeValue.fromN(Long.toString(expiresAt)));
        return attributes;
    }

    /// The event alone, of an item that may be read in part.
    static UsageEvent eventOf(Map<String, AttributeValue> attributes) {
        return EventJson.read(required(attributes, EVENT).s());
    }

    static EventItem of(Map<String, AttributeValue> attributes) {
        return new EventItem(
                eventOf(attributes),
                Long.parseLong(required(attributes, VERSION).n()),
                Long.parseLong(required(attributes, TTL).n()));
    }

    private static AttributeValue required(Map<String, AttributeValue> attributes, String name) {
        @Nullable AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored event has no attribute " + name);
        }
        return value;
    }
}
