package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.StoreUnavailable;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Events replaced in DynamoDB, on condition of the version that was read.
public final class DynamoDbEventReplacement implements EventReplacement {
    private static final int ATTEMPTS = 10;

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbEventReplacement(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public boolean replace(String key, UnaryOperator<UsageEvent> change) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Map<String, AttributeValue> found = client.getItem(GetItemRequest.builder()
                                .tableName(table)
                                .key(Map.of(EventItem.PK, AttributeValue.fromS(key)))
                                .consistentRead(true)
                                .build())
                        .item();
                if (found == null || found.isEmpty()) {
                    return false;
                }
                EventItem before = EventItem.of(found);
                UsageEvent after = change.apply(before.event());
                if (after == before.event()) {
                    return false;
                }
                if (put(new EventItem(after, before.version() + 1, before.expiresAt()), before.version())) {
                    return true;
                }
            }
        } catch (SdkException e) {
            throw new StoreUnavailable("an event was not replaced", e);
        }
        throw new StoreUnavailable("an event is contended", new IllegalStateException("not replaced"));
    }

    private boolean put(EventItem item, long readVersion) {
        try {
            client.putItem(PutItemRequest.builder()
                    .tableName(table)
                    .item(item.attributes())
                    .conditionExpression(EventItem.VERSION + " = :read")
                    .expressionAttributeValues(Map.of(":read", AttributeValue.fromN(Long.toString(readVersion))))
                    .build());
            return true;
        } catch (ConditionalCheckFailedException _) {
            // Somebody merged another report into it; that is read and changed in the next attempt.
            return false;
        }
    }
}
