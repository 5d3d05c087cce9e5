package io.agentmeter.functions.library.control;

import io.agentmeter.budget.BudgetOverride;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Overrides in the Control table: `pk` = `OVERRIDE`, `sk` = `<budget>#<id>`. One partition, because whoever decides
/// asks for all of them at once. They go some days after they ran out; the change log keeps them.
public final class DynamoDbOverrideStore implements OverrideStore {
    private static final String PARTITION = "OVERRIDE";
    private static final String PART = "part";
    private static final String REASON = "reason";
    private static final String BY = "by";
    private static final String AT = "at";
    private static final String UNTIL = "until";
    private static final Duration KEPT = Duration.ofDays(35);

    private final ControlTable table;

    public DynamoDbOverrideStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void add(BudgetOverride override, Change change) {
        Map<String, AttributeValue> item = new TreeMap<>(key(override.budget(), override.id()));
        override.part().ifPresent(part -> item.put(PART, ControlTable.text(part)));
        item.put(REASON, ControlTable.text(override.reason()));
        item.put(BY, ControlTable.text(override.by()));
        item.put(AT, ControlTable.text(override.at().toString()));
        item.put(UNTIL, ControlTable.text(override.until().toString()));
        item.put(
                ControlTable.TTL,
                ControlTable.number(override.until().plus(KEPT).getEpochSecond()));
        if (!table.wroteAll(table.putOver(item, UNTIL, 0), table.put(DynamoDbChangeLog.item(change)))) {
            throw new IllegalStateException("there is an override of this id already");
        }
    }

    @Override
    public boolean remove(String budget, String id, Change change) {
        TransactWriteItem remove = TransactWriteItem.builder()
                .delete(delete ->
                        delete.tableName(table.name()).key(key(budget, id)).conditionExpression("attribute_exists(pk)"))
                .build();
        return table.wroteAll(remove, table.put(DynamoDbChangeLog.item(change)));
    }

    @Override
    public List<BudgetOverride> all(boolean strong) {
        return read("pk = :pk", Map.of(":pk", ControlTable.text(PARTITION)), strong);
    }

    @Override
    public List<BudgetOverride> of(String budget, boolean strong) {
        return read(
                "pk = :pk AND begins_with(sk, :budget)",
                Map.of(":pk", ControlTable.text(PARTITION), ":budget", ControlTable.text(budget + "#")),
                strong);
    }

    private List<BudgetOverride> read(String condition, Map<String, AttributeValue> values, boolean strong) {
        QueryRequest.Builder request = QueryRequest.builder()
                .consistentRead(strong)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values);
        return table.query(request, Integer.MAX_VALUE).stream()
                .map(DynamoDbOverrideStore::read)
                .toList();
    }

    private static Map<String, AttributeValue> key(String budget, String id) {
        return ControlTable.key(PARTITION, budget + "#" + id);
    }

    private static BudgetOverride read(Map<String, AttributeValue> item) {
        String[] key = ControlTable.text(item, ControlTable.SK).split("#", 2);
        return new BudgetOverride(
                key[1],
                key[0],
                Optional.ofNullable(item.get(PART)).map(AttributeValue::s).orElse(null),
                ControlTable.text(item, REASON),
                ControlTable.text(item, BY),
                Instant.parse(ControlTable.text(item, AT)),
                Instant.parse(ControlTable.text(item, UNTIL)));
    }
}
