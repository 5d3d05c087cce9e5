package io.agentmeter.functions.library.rollups;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.rollup.SessionDayUpdate;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SliceWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// A [RollupTransaction] as DynamoDB takes it: slices, session-days, cells, in this order.
final class TransactionItems {
    /// Rows that one hot cell may spread over.
    static final int MAX_SUFFIXES = 64;

    private final String table;

    TransactionItems(String table) {
        this.table = table;
    }

    List<TransactWriteItem> of(RollupTransaction transaction, int cellSuffix) {
        List<TransactWriteItem> items = new ArrayList<>();
        transaction.slices().forEach(write -> items.add(slice(write)));
        transaction.sessionDays().forEach((key, update) -> items.add(sessionDay(key, update)));
        transaction.cells().forEach((key, counters) -> items.add(cell(key, counters, cellSuffix)));
        return items;
    }

    private TransactWriteItem slice(SliceWrite write) {
        Put.Builder put = Put.builder().tableName(table).item(RollupItem.slice(write));
        if (write.before().version() == 0) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("version = :read")
                    .expressionAttributeValues(
                            Map.of(":read", RollupItem.number(write.before().version())));
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private TransactWriteItem sessionDay(SessionDayKey key, SessionDayUpdate update) {
        Expression expression = new Expression();
        RollupItem.dimensions(update.dimensions()).forEach(expression::set);
        update.quarters().forEach((name, activity) -> expression.set(name, RollupItem.text(activity)));
        expression.add(update.counters());
        if (!update.models().isEmpty()) {
            expression.add(RollupItem.MODELS, AttributeValue.fromSs(List.copyOf(update.models())));
        }
        return expression.update(RollupItem.key(RollupItem.dayPk(key.day()), key.text()));
    }

    private TransactWriteItem cell(CellKey key, Counters counters, int suffix) {
        Expression expression = new Expression();
        expression.add(counters);
        String sk = suffix == 0 ? key.text() : key.text() + "#" + suffix;
        return expression.update(RollupItem.key(RollupItem.dayPk(key.day()), sk));
    }

    /// Collects an update expression with every name and value substituted.
    private final class Expression {
        private final List<String> sets = new ArrayList<>();
        private final List<String> adds = new ArrayList<>();
        private final Map<String, String> names = new TreeMap<>();
        private final Map<String, AttributeValue> values = new TreeMap<>();

        void set(String name, AttributeValue value) {
            int number = substitute(name, value);
            sets.add("#n" + number + " = :v" + number);
        }

        void add(Counters counters) {
            counters.values().forEach((name, value) -> add(name, AttributeValue.fromN(value.toPlainString())));
        }

        void add(String name, AttributeValue value) {
            int number = substitute(name, value);
            adds.add("#n" + number + " :v" + number);
        }

        private int substitute(String name, AttributeValue value) {
            int number = names.size();
            names.put("#n" + number, name);
            values.put(":v" + number, value);
            return number;
        }

        TransactWriteItem update(Map<String, AttributeValue> key) {
            StringBuilder text = new StringBuilder();
            if (!sets.isEmpty()) {
                text.append("SET ").append(String.join(", ", sets));
            }
            if (!adds.isEmpty()) {
                text.append(" ADD ").append(String.join(", ", adds));
            }
            return TransactWriteItem.builder()
                    .update(Update.builder()
                            .tableName(table)
                            .key(key)
                            .updateExpression(text.toString().strip())
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values)
                            .build())
                    .build();
        }
    }
}
