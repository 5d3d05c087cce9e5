package io.agentmeter.functions.library.events;

import io.agentmeter.functions.library.StoreUnavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// Transactions: everything of a call or nothing. One that met known events is repeated without them.
final class DynamoDbTransactionInserts implements EventInserts {
    private static final int ITEMS_PER_CALL = 100;

    private final DynamoDbClient client;
    private final String table;

    DynamoDbTransactionInserts(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Set<String> insert(List<EventItem> events) {
        Set<String> inserted = new HashSet<>();
        for (int from = 0; from < events.size(); from += ITEMS_PER_CALL) {
            List<EventItem> group = events.subList(from, Math.min(events.size(), from + ITEMS_PER_CALL));
            List<EventItem> written = group.size() == 1 ? insertOne(group.getFirst()) : insertGroup(group);
            written.forEach(event -> inserted.add(event.key()));
        }
        return inserted;
    }

    /// One is a transaction by itself, and the plain way of writing it is quicker: somebody waits for a hook's
    /// answer.
    private List<EventItem> insertOne(EventItem event) {
        try {
            client.putItem(put -> put.tableName(table)
                    .item(event.attributes())
                    .conditionExpression("attribute_not_exists(" + EventItem.PK + ")"));
            return List.of(event);
        } catch (ConditionalCheckFailedException | TransactionConflictException inTheWay) {
            return List.of();
        }
    }

    /// Each round leaves out what stood in the way, so there are at most as many as events.
    private List<EventItem> insertGroup(List<EventItem> group) {
        List<EventItem> open = group;
        while (!open.isEmpty()) {
            List<EventItem> tried = open;
            try {
                client.transactWriteItems(transaction ->
                        transaction.transactItems(tried.stream().map(this::put).toList()));
                return tried;
            } catch (TransactionCanceledException e) {
                open = notInTheWay(tried, e);
            }
        }
        return List.of();
    }

    private static List<EventItem> notInTheWay(List<EventItem> tried, TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        List<EventItem> left = new ArrayList<>();
        for (int index = 0; index < tried.size(); index++) {
            switch (String.valueOf(reasons.get(index).code())) {
                case "None", "null" -> left.add(tried.get(index));
                case "ConditionalCheckFailed",
                        "TransactionConflict",
                        "ThrottlingError",
                        "ProvisionedThroughputExceeded" -> {}
                default -> throw new StoreUnavailable("an event was not stored", cancelled);
            }
        }
        return left.size() < tried.size() ? left : List.of();
    }

    private TransactWriteItem put(EventItem event) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(event.attributes())
                        .conditionExpression("attribute_not_exists(" + EventItem.PK + ")"))
                .build();
    }
}
