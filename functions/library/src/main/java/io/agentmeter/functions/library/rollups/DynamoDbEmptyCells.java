package io.agentmeter.functions.library.rollups;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.rollup.CellKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// Empty cells in DynamoDB. A row goes only if every counter that it had when it was read is still zero; each change
/// of a cell changes one of those, because a cell that counts anything counts requests.
public final class DynamoDbEmptyCells implements EmptyCells {
    private final DynamoDbClient client;
    private final String table;

    public DynamoDbEmptyCells(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public int remove(LocalDate day, Predicate<CellKey> unwanted) {
        int removed = 0;
        try {
            List<Map<String, AttributeValue>> rows = client
                    .queryPaginator(QueryRequest.builder()
                            .tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                            .expressionAttributeValues(Map.of(
                                    ":pk", RollupItem.text(RollupItem.dayPk(day)),
                                    ":prefix", RollupItem.text(CellKey.PREFIX)))
                            .build())
                    .items()
                    .stream()
                    .toList();
            for (Map<String, AttributeValue> row : rows) {
                String sort = RollupItem.attribute(row, RollupItem.SK).s();
                if (unwanted.test(CellKey.parse(day, sort))
                        && RollupItem.counters(row).isEmpty()
                        && removeIfStillZero(row)) {
                    removed++;
                }
            }
        } catch (SdkException e) {
            throw new StoreUnavailable("empty cells were not removed", e);
        }
        return removed;
    }

    private boolean removeIfStillZero(Map<String, AttributeValue> row) {
        List<String> conditions = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        row.forEach((name, value) -> {
            if (value.n() != null) {
                names.put("#n" + names.size(), name);
                conditions.add("#n" + (names.size() - 1) + " = :zero");
            }
        });
        DeleteItemRequest.Builder delete = DeleteItemRequest.builder()
                .tableName(table)
                .key(RollupItem.key(
                        RollupItem.attribute(row, RollupItem.PK).s(),
                        RollupItem.attribute(row, RollupItem.SK).s()));
        if (!conditions.isEmpty()) {
            delete.conditionExpression(String.join(" AND ", conditions))
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(Map.of(":zero", RollupItem.number(0)));
        }
        try {
            client.deleteItem(delete.build());
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        } catch (TransactionConflictException _) {
            return false;
        }
    }
}
