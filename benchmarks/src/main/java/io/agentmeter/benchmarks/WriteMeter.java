package io.agentmeter.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Counts the write units of everything that goes through a client, by kind of row, as AWS would charge them: a
/// transaction twice, each item by the larger of its sizes before and after, a failed condition like a write. DynamoDB
/// Local does not say what statements cost and says too little of transactions, so the items are read back and
/// measured. For one thread.
final class WriteMeter {
    private final DynamoDbClient client;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, Long> units = new TreeMap<>();
    private final Map<String, Long> writes = new TreeMap<>();

    private long readUnits;

    WriteMeter(DynamoDbClient client) {
        this.client = client;
    }

    DynamoDbClient metered() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                WriteMeter.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    Object request = arguments == null || arguments.length == 0 ? null : arguments[0];
                    try {
                        Object answer = call(method, arguments);
                        if (answer instanceof BatchGetItemResponse read
                                && request instanceof BatchGetItemRequest wanted) {
                            read(wanted, read);
                        }
                        return answer;
                    } finally {
                        switch (request) {
                            case PutItemRequest put -> written(put.tableName(), put.item(), 1);
                            case TransactWriteItemsRequest transaction -> written(transaction);
                            case BatchExecuteStatementRequest statements ->
                                statements.statements().forEach(this::inserted);
                            case null, default -> {}
                        }
                    }
                });
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            if (method.isDefault() && arguments != null && arguments[0] instanceof java.util.function.Consumer<?>) {
                // The form that takes a builder calls the form that takes a request, which is the one that is metered.
                return java.lang.reflect.InvocationHandler.invokeDefault(metered(), method, arguments);
            }
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// Each begun four kilobytes of an item; a key without an item counts like a small one.
    private void read(BatchGetItemRequest wanted, BatchGetItemResponse read) {
        long keys = wanted.requestItems().values().stream()
                .mapToLong(table -> table.keys().size())
                .sum();
        long found = 0;
        for (List<Map<String, AttributeValue>> items : read.responses().values()) {
            for (Map<String, AttributeValue> item : items) {
                readUnits += (ItemSize.units(ItemSize.of(item)) + 3) / 4;
                found++;
            }
        }
        readUnits += keys - found;
    }

    /// Statements name no attributes; the seven of an event are known.
    private void inserted(BatchStatementRequest statement) {
        List<String> names = List.of("pk", "k", "s", "t", "v", "e", "ttl");
        Map<String, AttributeValue> item = new HashMap<>();
        for (int index = 0; index < names.size(); index++) {
            item.put(names.get(index), statement.parameters().get(index));
        }
        count("event", ItemSize.units(ItemSize.of(item)));
    }

    private void written(TransactWriteItemsRequest transaction) {
        for (TransactWriteItem item : transaction.transactItems()) {
            if (item.put() != null) {
                written(item.put().tableName(), item.put().item(), 2);
            } else if (item.update() != null) {
                written(item.update().tableName(), item.update().key(), 2);
            }
        }
    }

    private void written(String table, Map<String, AttributeValue> keyed, int times) {
        Map<String, AttributeValue> key = new HashMap<>(keyed);
        key.keySet().retainAll(List.of("pk", "sk"));
        int now =
                ItemSize.of(client.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                        .item());
        int before = sizes.getOrDefault(key.toString(), 0);
        sizes.put(key.toString(), now);
        count(kind(key), times * ItemSize.units(Math.max(now, before)));
    }

    private static String kind(Map<String, AttributeValue> key) {
        AttributeValue sort = key.get("sk");
        if (sort == null) {
            return "event";
        }
        String family = sort.s().split("#", 2)[0];
        AttributeValue partition = key.get("pk");
        return family.equals("session") && partition != null && partition.s().startsWith("D#") ? "session-day" : family;
    }

    private void count(String kind, int more) {
        units.merge(kind, (long) more, Long::sum);
        writes.merge(kind, 1L, Long::sum);
    }

    /// Read units of batched reads, strongly consistent.
    long readUnits() {
        return readUnits;
    }

    long total() {
        return units.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Units by kind of row.
    Map<String, Long> units() {
        return units;
    }

    /// For example `slice 0.42 (180 writes)`.
    List<String> itemised(int events) {
        List<String> lines = new ArrayList<>();
        units.forEach((kind, count) ->
                lines.add("%s %.3f (%d writes)".formatted(kind, count / (double) events, writes.get(kind))));
        return lines;
    }
}
