package io.agentmeter.functions.library.control;

import io.agentmeter.alert.AlertScope;
import io.agentmeter.alert.Crossing;
import io.agentmeter.functions.library.control.StoredAlert.State;
import io.agentmeter.usage.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The alert rows of the Control table: `pk` = `ALERT`, `sk` = `<day>#<scope>#<key>#<threshold>`.
public final class DynamoDbAlertStore implements AlertStore {
    private static final String PARTITION = "ALERT";
    private static final String SCOPE = "scope";
    private static final String NAME = "name";
    private static final String DAY = "day";
    private static final String THRESHOLD = "threshold";
    private static final String SPENT = "spent";
    private static final String STATE = "state";
    private static final String AT = "at";
    private static final String LEASE = "leaseUntil";
    private static final String MESSAGE = "message";
    private static final Duration KEPT = Duration.ofDays(400);
    private static final int MOST_ABANDONED = 1_000;

    private final ControlTable table;

    public DynamoDbAlertStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public boolean claim(Crossing crossing, String message, Instant now, Instant leaseUntil) {
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PARTITION, crossing.text()));
        item.put(SCOPE, ControlTable.text(crossing.scope().label()));
        item.put(NAME, ControlTable.text(crossing.key()));
        item.put(DAY, ControlTable.text(crossing.day().toString()));
        item.put(THRESHOLD, AttributeValue.fromN(crossing.threshold().text()));
        item.put(SPENT, AttributeValue.fromN(crossing.spent().text()));
        item.put(STATE, state(State.CLAIMED));
        item.put(AT, ControlTable.text(now.toString()));
        item.put(LEASE, millis(leaseUntil));
        item.put(MESSAGE, ControlTable.text(message));
        item.put(ControlTable.TTL, ControlTable.number(now.plus(KEPT).getEpochSecond()));
        return table.wrote(client -> client.putItem(PutItemRequest.builder()
                .tableName(table.name())
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR (#state = :claimed AND #lease <= :now)")
                .expressionAttributeNames(Map.of("#state", STATE, "#lease", LEASE))
                .expressionAttributeValues(Map.of(":claimed", state(State.CLAIMED), ":now", millis(now)))
                .build()));
    }

    @Override
    public void release(Crossing crossing, Instant now) {
        boolean released = table.wrote(client -> client.updateItem(claimedOnly(crossing)
                .updateExpression("SET #lease = :now")
                .expressionAttributeNames(Map.of("#state", STATE, "#lease", LEASE))
                .expressionAttributeValues(Map.of(":claimed", state(State.CLAIMED), ":now", millis(now)))
                .build()));
        if (!released) {
            throw new IllegalStateException("an alert was released that nobody had claimed");
        }
    }

    @Override
    public void markSent(Crossing crossing) {
        // Whoever took an expired claim over may have marked it already; sent stays sent.
        table.wrote(client -> client.updateItem(claimedOnly(crossing)
                .updateExpression("SET #state = :sent")
                .expressionAttributeNames(Map.of("#state", STATE))
                .expressionAttributeValues(Map.of(":claimed", state(State.CLAIMED), ":sent", state(State.SENT)))
                .build()));
    }

    private UpdateItemRequest.Builder claimedOnly(Crossing crossing) {
        return UpdateItemRequest.builder()
                .tableName(table.name())
                .key(ControlTable.key(PARTITION, crossing.text()))
                .conditionExpression("#state = :claimed");
    }

    @Override
    public List<StoredAlert> abandoned(LocalDate oldest, Instant now) {
        QueryRequest.Builder request = QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND sk >= :oldest")
                .filterExpression("#state = :claimed AND #lease <= :now")
                .expressionAttributeNames(Map.of("#state", STATE, "#lease", LEASE))
                .expressionAttributeValues(Map.of(
                        ":pk", ControlTable.text(PARTITION),
                        ":oldest", ControlTable.text(oldest.toString()),
                        ":claimed", state(State.CLAIMED),
                        ":now", millis(now)));
        return table.query(request, MOST_ABANDONED).stream()
                .map(DynamoDbAlertStore::alert)
                .toList();
    }

    @Override
    public List<StoredAlert> newest(int limit) {
        QueryRequest.Builder request = QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .scanIndexForward(false)
                .limit(limit)
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(PARTITION)));
        return table.query(request, limit).stream()
                .map(DynamoDbAlertStore::alert)
                .toList();
    }

    private static StoredAlert alert(Map<String, AttributeValue> item) {
        return new StoredAlert(
                new Crossing(
                        LocalDate.parse(ControlTable.text(item, DAY)),
                        AlertScope.ofLabel(ControlTable.text(item, SCOPE)).orElseThrow(),
                        ControlTable.text(item, NAME),
                        Money.ofDollars(number(item, THRESHOLD)),
                        Money.ofDollars(number(item, SPENT))),
                State.valueOf(ControlTable.text(item, STATE).toUpperCase(Locale.ROOT)),
                Instant.parse(ControlTable.text(item, AT)),
                Instant.ofEpochMilli(Long.parseLong(number(item, LEASE))),
                ControlTable.text(item, MESSAGE));
    }

    private static String number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("an alert has no number " + name);
        }
        return value.n();
    }

    private static AttributeValue state(State state) {
        return ControlTable.text(state.name().toLowerCase(Locale.ROOT));
    }

    private static AttributeValue millis(Instant time) {
        return ControlTable.number(time.toEpochMilli());
    }
}
