package io.agentmeter.functions.library.rollups;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.DayRows.CellRows;
import io.agentmeter.functions.library.rollups.DayRows.SessionDayRow;
import io.agentmeter.functions.library.rollups.RollupStore.Outcome;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.SliceKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The rows of the Rollups table in DynamoDB, for an audit.
public final class DynamoDbRollupRows implements RollupRows {
    private final DynamoDbClient client;
    private final String table;

    public DynamoDbRollupRows(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public DayRows read(LocalDate day) {
        TreeMap<CellKey, CellRows> cells = new TreeMap<>();
        TreeMap<SessionDayKey, SessionDayRow> sessions = new TreeMap<>();
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", RollupItem.text(RollupItem.dayPk(day))))
                .build();
        try {
            client.queryPaginator(request).items().forEach(item -> {
                String sk = RollupItem.attribute(item, RollupItem.SK).s();
                if (sk.startsWith(CellKey.PREFIX)) {
                    CellKey key = CellKey.parse(day, sk);
                    CellRows before = cells.getOrDefault(key, CellRows.NONE);
                    Counters row = RollupItem.counters(item);
                    Counters first = sk.equals(key.text()) ? row : before.first();
                    cells.put(key, new CellRows(first, before.all().plus(row)));
                } else {
                    SessionDayKey key = SessionDayKey.parse(day, sk);
                    sessions.put(key, new SessionDayRow(RollupItem.toSessionDay(item), RollupItem.quarters(item)));
                }
            });
        } catch (SdkException e) {
            throw new StoreUnavailable("rollups were not read", e);
        }
        return new DayRows(day, cells, sessions);
    }

    @Override
    public Outcome correct(CellKey cell, Counters asRead, Counters correction) {
        return correct(RollupItem.key(RollupItem.dayPk(cell.day()), cell.text()), asRead, correction);
    }

    @Override
    public Outcome correct(SessionDayKey sessionDay, Counters asRead, Counters correction) {
        return correct(key(sessionDay), asRead, correction);
    }

    private Outcome correct(Map<String, AttributeValue> key, Counters asRead, Counters correction) {
        Conditions conditions = new Conditions();
        List<String> sets = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        correction.values().forEach((counter, change) -> {
            BigDecimal read = asRead.values().getOrDefault(counter, BigDecimal.ZERO);
            conditions.counterIs(counter, read);
            BigDecimal after = read.add(change);
            if (after.signum() == 0) {
                removed.add(conditions.name(counter));
            } else {
                sets.add(conditions.name(counter) + " = "
                        + conditions.value(AttributeValue.fromN(after.toPlainString())));
            }
        });
        String set = sets.isEmpty() ? "" : "SET " + String.join(", ", sets);
        String remove = removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed);
        try {
            client.updateItem(update -> update.tableName(table)
                    .key(key)
                    .updateExpression((set + remove).strip())
                    .conditionExpression(conditions.text())
                    .expressionAttributeNames(conditions.names)
                    .expressionAttributeValues(conditions.values));
            return Outcome.WRITTEN;
        } catch (ConditionalCheckFailedException | TransactionConflictException conflicted) {
            return Outcome.CONFLICT;
        } catch (SdkException e) {
            throw new StoreUnavailable("rollups were not corrected", e);
        }
    }

    @Override
    public Outcome removeQuarters(SessionDayKey sessionDay, Map<String, String> quarters, List<SliceKey> slices) {
        Conditions conditions = new Conditions();
        quarters.forEach(conditions::textIs);
        String removed = String.join(
                ", ", quarters.keySet().stream().map(conditions::name).toList());
        return transact(
                TransactWriteItem.builder()
                        .update(Update.builder()
                                .tableName(table)
                                .key(key(sessionDay))
                                .updateExpression("REMOVE " + removed)
                                .conditionExpression(conditions.text())
                                .expressionAttributeNames(conditions.names)
                                .expressionAttributeValues(conditions.values)
                                .build())
                        .build(),
                slices);
    }

    @Override
    public Outcome remove(
            SessionDayKey sessionDay, Map<String, String> quarters, List<SliceKey> slices, Set<String> allQuarters) {
        Conditions conditions = new Conditions();
        quarters.forEach(conditions::textIs);
        Set<String> absent = new TreeSet<>(allQuarters);
        absent.removeAll(quarters.keySet());
        absent.forEach(conditions::isAbsent);
        return transact(
                TransactWriteItem.builder()
                        .delete(Delete.builder()
                                .tableName(table)
                                .key(key(sessionDay))
                                .conditionExpression(conditions.text())
                                .expressionAttributeNames(conditions.names.isEmpty() ? null : conditions.names)
                                .expressionAttributeValues(conditions.values.isEmpty() ? null : conditions.values)
                                .build())
                        .build(),
                slices);
    }

    private Outcome transact(TransactWriteItem change, List<SliceKey> absent) {
        List<TransactWriteItem> items = new ArrayList<>(List.of(change));
        for (SliceKey slice : absent) {
            items.add(TransactWriteItem.builder()
                    .conditionCheck(ConditionCheck.builder()
                            .tableName(table)
                            .key(RollupItem.key(RollupItem.sessionPk(slice.session()), slice.text()))
                            .conditionExpression("attribute_not_exists(pk)")
                            .build())
                    .build());
        }
        try {
            client.transactWriteItems(transaction -> transaction.transactItems(items));
            return Outcome.WRITTEN;
        } catch (TransactionCanceledException e) {
            for (CancellationReason reason : e.cancellationReasons()) {
                switch (String.valueOf(reason.code())) {
                    case "None", "null", "ConditionalCheckFailed", "TransactionConflict" -> {}
                    default -> throw new StoreUnavailable("rollups were not corrected: " + reason.code(), e);
                }
            }
            return Outcome.CONFLICT;
        } catch (SdkException e) {
            throw new StoreUnavailable("rollups were not corrected", e);
        }
    }

    private static Map<String, AttributeValue> key(SessionDayKey sessionDay) {
        return RollupItem.key(RollupItem.dayPk(sessionDay.day()), sessionDay.text());
    }

    /// Collects conditions on attributes, with names and values substituted.
    private static final class Conditions {
        private final List<String> all = new ArrayList<>();
        private final Map<String, String> names = new TreeMap<>();
        private final Map<String, AttributeValue> values = new TreeMap<>();

        String name(String attribute) {
            for (Map.Entry<String, String> known : names.entrySet()) {
                if (known.getValue().equals(attribute)) {
                    return known.getKey();
                }
            }
            String name = "#n" + names.size();
            names.put(name, attribute);
            return name;
        }

        String value(AttributeValue value) {
            String name = ":v" + values.size();
            values.put(name, value);
            return name;
        }

        /// A counter that is not there is zero.
        void counterIs(String counter, BigDecimal read) {
            String same = name(counter) + " = " + value(AttributeValue.fromN(read.toPlainString()));
            all.add(read.signum() == 0 ? "(attribute_not_exists(" + name(counter) + ") OR " + same + ")" : same);
        }

        void textIs(String attribute, String read) {
            all.add(name(attribute) + " = " + value(AttributeValue.fromS(read)));
        }

        void isAbsent(String attribute) {
            all.add("attribute_not_exists(" + attribute + ")");
        }

        String text() {
            return String.join(" AND ", all);
        }
    }
}
