package io.agentmeter.simulator;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A change of the events table, to be put on its stream.
///
/// @param name `INSERT`, `MODIFY` or `REMOVE`
record ChangedItem(
        String name,
        String key,
        @Nullable Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> before,
        @Nullable Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> after) {

    StreamRecord record(String sequenceNumber, Instant created) {
        com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord change =
                new com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord();
        change.setSequenceNumber(sequenceNumber);
        change.setKeys(Map.of("pk", new AttributeValue(key)));
        change.setOldImage(image(before));
        change.setNewImage(image(after));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName(name);
        record.setDynamodb(change);
        if (after == null) {
            record.setUserIdentity(new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com"));
        }
        return new StreamRecord(sequenceNumber, key, record, created);
    }

    @SuppressWarnings("NullAway") // An absent image is null in the Lambda library, which says nothing about nulls.
    private static Map<String, AttributeValue> image(
            @Nullable Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
        if (item == null) {
            return null;
        }
        Map<String, AttributeValue> image = new HashMap<>();
        item.forEach((name, value) -> image.put(
                name, value.n() == null ? new AttributeValue(value.s()) : new AttributeValue().withN(value.n())));
        return image;
    }
}
