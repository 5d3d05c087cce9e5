package io.agentmeter.functions.library.control;

import static io.agentmeter.functions.library.control.DynamoDbAlertRows.millis;

import io.agentmeter.alert.Alert;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.StoredAlert.Answer;
import io.agentmeter.functions.library.control.StoredAlert.Try;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// The alert rows of the Control table. The alert itself is `ALERT#<id>`/`alert`; with it are written its places in the
/// list (`ALERTS`/`<at>#<id>`) and, while messages are outstanding, among the open ones (`ALERT_OPEN`/`<id>`).
public final class DynamoDbAlertStore implements AlertStore {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final int KEYS_PER_READ = 100;
    private static final int ATTEMPTS = 10;
    private static final String CONDITION = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    private final ControlTable table;

    public DynamoDbAlertStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public Optional<StoredAlert> claim(Alert alert, Instant now, Instant leaseUntil) {
        Map<String, AttributeValue> row = new TreeMap<>(DynamoDbAlertRows.key(alert.id()));
        row.put(DynamoDbAlertRows.ALERT, ControlTable.text(DynamoDbAlertRows.json(alert)));
        row.put(DynamoDbAlertRows.LEASE, millis(leaseUntil));
        row.put(DynamoDbAlertRows.ATTEMPTS, ControlTable.number(1));
        row.put(DynamoDbAlertRows.TRIES, AttributeValue.fromM(Map.of()));
        AttributeValue gone = ControlTable.number(alert.at().plus(KEPT).getEpochSecond());
        row.put(ControlTable.TTL, gone);
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table.name()).item(row).conditionExpression("attribute_not_exists(pk)"))
                .build());
        writes.add(put(DynamoDbAlertRows.openKey(alert.id()), Map.of()));
        if (alert.kind().isListed()) {
            writes.add(put(
                    DynamoDbAlertRows.listKey(alert),
                    Map.of(DynamoDbAlertRows.ID, ControlTable.text(alert.id()), ControlTable.TTL, gone)));
        }
        return transact(writes) ? Optional.of(DynamoDbAlertRows.alert(row)) : takeOver(alert.id(), now, leaseUntil);
    }

    private Optional<StoredAlert> takeOver(String id, Instant now, Instant leaseUntil) {
        return table.call("written", client -> {
            try {
                UpdateItemResponse answer = client.updateItem(update -> update.tableName(table.name())
                        .key(DynamoDbAlertRows.key(id))
                        .updateExpression("SET leaseUntil = :lease ADD attempts :one")
                        .conditionExpression("leaseUntil <= :now")
                        .expressionAttributeValues(Map.of(
                                ":lease", millis(leaseUntil), ":now", millis(now), ":one", ControlTable.number(1)))
                        .returnValues(ReturnValue.ALL_NEW));
                return Optional.of(DynamoDbAlertRows.alert(answer.attributes()));
            } catch (ConditionalCheckFailedException _) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void tried(String id, String channel, Try outcome) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":try", DynamoDbAlertRows.value(outcome));
        values.put(":taken", AttributeValue.fromBool(true));
        if (outcome.taken()) {
            values.put(":at", millis(outcome.at()));
        }
        table.wrote(client -> client.updateItem(update -> update.tableName(table.name())
                .key(DynamoDbAlertRows.key(id))
                .updateExpression(
                        "SET tries.#channel = :try" + (outcome.taken() ? ", sentAt = if_not_exists(sentAt, :at)" : ""))
                .conditionExpression("attribute_exists(pk) AND NOT tries.#channel.taken = :taken")
                .expressionAttributeNames(Map.of("#channel", channel))
                .expressionAttributeValues(values)));
    }

    @Override
    public void release(StoredAlert claimed, Instant retryAt) {
        Instant lease = claimed.leaseUntil();
        if (lease == null) {
            return;
        }
        table.wrote(client -> client.updateItem(update -> update.tableName(table.name())
                .key(DynamoDbAlertRows.key(claimed.alert().id()))
                .updateExpression("SET leaseUntil = :retry")
                .conditionExpression("leaseUntil = :mine")
                .expressionAttributeValues(Map.of(":retry", millis(retryAt), ":mine", millis(lease)))));
    }

    @Override
    public void finish(String id, Instant now) {
        TransactWriteItem finished = TransactWriteItem.builder()
                .update(update -> update.tableName(table.name())
                        .key(DynamoDbAlertRows.key(id))
                        .updateExpression("SET sentAt = if_not_exists(sentAt, :now) REMOVE leaseUntil")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeValues(Map.of(":now", millis(now))))
                .build();
        TransactWriteItem closed = TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name()).key(DynamoDbAlertRows.openKey(id)))
                .build();
        transact(List.of(finished, closed));
    }

    @Override
    public List<StoredAlert> due(Instant now) {
        QueryRequest.Builder request = QueryRequest.builder()
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(DynamoDbAlertRows.OPEN)));
        List<String> open = table.query(request, Integer.MAX_VALUE).stream()
                .map(item -> ControlTable.text(item, ControlTable.SK))
                .toList();
        return StoredAlert.due(read(open, true), now);
    }

    @Override
    public Optional<StoredAlert> find(String id) {
        return read(List.of(id), true).stream().findFirst();
    }

    @Override
    public boolean answer(String id, Answer answer) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":answer", ControlTable.text(DynamoDbAlertRows.label(answer.state())));
        values.put(":resolved", ControlTable.text(DynamoDbAlertRows.label(StoredAlert.State.RESOLVED)));
        values.put(":by", ControlTable.text(answer.by()));
        values.put(":at", ControlTable.text(answer.at().toString()));
        Instant until = answer.until();
        if (until != null) {
            values.put(":until", ControlTable.text(until.toString()));
        }
        String snooze = until == null ? " REMOVE snoozedUntil" : ", snoozedUntil = :until";
        return table.wrote(client -> client.updateItem(update -> update.tableName(table.name())
                .key(DynamoDbAlertRows.key(id))
                .updateExpression("SET answer = :answer, answeredBy = :by, answeredAt = :at" + snooze)
                .conditionExpression("attribute_exists(pk) AND (attribute_not_exists(answer) OR answer <> :resolved)")
                .expressionAttributeValues(values)));
    }

    @Override
    public List<StoredAlert> newest(int limit) {
        QueryRequest.Builder request = QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .scanIndexForward(false)
                .limit(limit)
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(DynamoDbAlertRows.LIST)));
        return listed(request, limit)
                .sorted(StoredAlert.OLDEST_FIRST.reversed())
                .toList();
    }

    @Override
    public List<StoredAlert> between(Instant from, Instant to) {
        // A key goes on after its time, so the one of `to` itself is not within.
        QueryRequest.Builder request = QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", ControlTable.text(DynamoDbAlertRows.LIST),
                        ":from", ControlTable.text(DynamoDbAlertRows.sortable(from)),
                        ":to", ControlTable.text(DynamoDbAlertRows.sortable(to))));
        return listed(request, Integer.MAX_VALUE)
                .sorted(StoredAlert.OLDEST_FIRST)
                .toList();
    }

    private Stream<StoredAlert> listed(QueryRequest.Builder request, int limit) {
        List<String> ids = table.query(request, limit).stream()
                .map(item -> ControlTable.text(item, DynamoDbAlertRows.ID))
                .toList();
        return read(ids, false).stream();
    }

    private List<StoredAlert> read(List<String> ids, boolean strong) {
        List<StoredAlert> read = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += KEYS_PER_READ) {
            List<Map<String, AttributeValue>> wanted =
                    ids.subList(from, Math.min(ids.size(), from + KEYS_PER_READ)).stream()
                            .map(DynamoDbAlertRows::key)
                            .toList();
            for (int attempt = 0; !wanted.isEmpty(); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new StoreUnavailable("the control table gave only some alerts", new IllegalStateException());
                }
                KeysAndAttributes keys = KeysAndAttributes.builder()
                        .keys(wanted)
                        .consistentRead(strong)
                        .build();
                BatchGetItemResponse answer = table.call(
                        "read", client -> client.batchGetItem(get -> get.requestItems(Map.of(table.name(), keys))));
                answer.responses()
                        .getOrDefault(table.name(), List.of())
                        .forEach(item -> read.add(DynamoDbAlertRows.alert(item)));
                wanted = answer.unprocessedKeys().containsKey(table.name())
                        ? answer.unprocessedKeys().get(table.name()).keys()
                        : List.of();
            }
        }
        return read;
    }

    /// Whether every condition held. Another transaction on the same rows is waited out.
    private boolean transact(List<TransactWriteItem> writes) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Set<String> reasons = table.call("written", client -> {
                try {
                    client.transactWriteItems(request -> request.transactItems(writes));
                    return Set.of();
                } catch (TransactionCanceledException e) {
                    Set<String> codes = e.cancellationReasons().stream()
                            .map(reason -> String.valueOf(reason.code()))
                            .collect(Collectors.toSet());
                    if (!codes.contains(CONDITION) && !codes.contains(CONFLICT)) {
                        throw e;
                    }
                    return codes;
                }
            });
            if (!reasons.contains(CONFLICT)) {
                return reasons.isEmpty();
            }
        }
        throw new StoreUnavailable("the control table was not written", new IllegalStateException("it is contended"));
    }

    private TransactWriteItem put(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new TreeMap<>(key);
        item.putAll(attributes);
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table.name()).item(item))
                .build();
    }
}
