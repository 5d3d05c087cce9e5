package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The day rows of the Control table: `pk` = `DAY`, `sk` = the day.
public final class DynamoDbChangedDays implements ChangedDays {
    private static final String PARTITION = "DAY";
    private static final String CHANGED = "changedAt";
    private static final int ALL = Integer.MAX_VALUE;

    private final ControlTable table;

    public DynamoDbChangedDays(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void mark(LocalDate day, Instant changedAt) {
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PARTITION, day.toString()));
        item.put(CHANGED, ControlTable.text(changedAt.toString()));
        table.call(
                "written",
                client -> client.putItem(PutItemRequest.builder()
                        .tableName(table.name())
                        .item(item)
                        .build()));
    }

    @Override
    public Map<LocalDate, Instant> marked() {
        QueryRequest.Builder request = QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .consistentRead(true)
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(PARTITION)));
        Map<LocalDate, Instant> days = new TreeMap<>();
        table.query(request, ALL)
                .forEach(item -> days.put(
                        LocalDate.parse(ControlTable.text(item, ControlTable.SK)),
                        Instant.parse(ControlTable.text(item, CHANGED))));
        return days;
    }

    @Override
    public void clear(LocalDate day, Instant changedAt) {
        // A day that changed again meanwhile keeps its mark.
        table.wrote(client -> client.deleteItem(DeleteItemRequest.builder()
                .tableName(table.name())
                .key(ControlTable.key(PARTITION, day.toString()))
                .conditionExpression("#changed = :seen")
                .expressionAttributeNames(Map.of("#changed", CHANGED))
                .expressionAttributeValues(Map.of(":seen", ControlTable.text(changedAt.toString())))
                .build()));
    }
}
