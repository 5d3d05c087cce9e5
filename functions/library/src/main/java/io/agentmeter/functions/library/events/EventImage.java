package io.agentmeter.functions.library.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import java.util.Map;

/// What one record of the events stream says.
public sealed interface EventImage {
    record Stored(UsageEvent event) implements EventImage {}

    /// Time-to-live took a raw event away. Rollups are kept, so it changes nothing.
    record Removed(String key) implements EventImage {}

    /// The record cannot be read.
    record Damaged(String key, String reason) implements EventImage {}

    static EventImage of(DynamodbStreamRecord stream) {
        Map<String, AttributeValue> keys = stream.getDynamodb().getKeys();
        AttributeValue pk = keys == null ? null : keys.get(EventItem.PK);
        String key = pk == null ? "unknown" : String.valueOf(pk.getS());
        Map<String, AttributeValue> image = stream.getDynamodb().getNewImage();
        if (image == null || image.isEmpty()) {
            return new Removed(key);
        }
        AttributeValue event = image.get(EventItem.EVENT);
        if (event == null || event.getS() == null) {
            return new Damaged(key, "no event in the record");
        }
        try {
            return new Stored(EventJson.read(event.getS()));
        } catch (IllegalArgumentException e) {
            return new Damaged(key, String.valueOf(e.getMessage()));
        }
    }
}
