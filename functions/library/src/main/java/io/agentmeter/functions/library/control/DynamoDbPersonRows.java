package io.agentmeter.functions.library.control;

import io.agentmeter.budget.Budget;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.event.Erased;
import io.agentmeter.functions.library.StoreUnavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Looks through the whole Control table, which is small beside the usage. A row is written on condition that it still
/// is what was read; one whose key holds the name is moved, or removed if its place is taken.
public final class DynamoDbPersonRows implements PersonRows {
    private static final int ATTEMPTS = 20;

    private final ControlTable table;
    private final BudgetStore budgets;

    public DynamoDbPersonRows(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
        this.budgets = new DynamoDbBudgetStore(client, table);
    }

    @Override
    public int forget(Erased erased) {
        PersonItem rows = new PersonItem(new PersonWords(erased, perUser()::contains));
        List<Map<String, AttributeValue>> open = table.call(
                "read",
                client ->
                        client
                                .scanPaginator(
                                        scan -> scan.tableName(table.name()).consistentRead(true))
                                .items()
                                .stream()
                                .filter(item -> !rows.without(item).equals(item))
                                .toList());
        int changed = 0;
        for (Map<String, AttributeValue> item : open) {
            changed += change(item, rows) ? 1 : 0;
        }
        return changed;
    }

    /// Budgets of which each user ever had a part.
    private Set<String> perUser() {
        Set<String> found = new HashSet<>();
        for (Budget newest : budgets.all(true)) {
            if (budgets.history(newest.id()).stream()
                    .anyMatch(budget -> budget.terms().perOrNull() == ScopeField.USER)) {
                found.add(newest.id());
            }
        }
        return found;
    }

    private boolean change(Map<String, AttributeValue> read, PersonItem rows) {
        String pk = ControlTable.text(read, ControlTable.PK);
        String sk = ControlTable.text(read, ControlTable.SK);
        Optional<Map<String, AttributeValue>> item = Optional.of(read);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (item.isEmpty()) {
                return false;
            }
            Map<String, AttributeValue> after = rows.without(item.get());
            if (after.equals(item.get())) {
                return false;
            }
            if (key(after).equals(key(item.get())) ? update(item.get(), after) : move(item.get(), after)) {
                return true;
            }
            item = table.get(pk, sk, true);
        }
        throw new StoreUnavailable("a row is contended", new IllegalStateException("somebody is always faster"));
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return ControlTable.key(ControlTable.text(item, ControlTable.PK), ControlTable.text(item, ControlTable.SK));
    }

    /// Only what says the name: other attributes may have been written meanwhile.
    private boolean update(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        List<String> sets = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        TreeMap<String, String> names = new TreeMap<>();
        TreeMap<String, AttributeValue> values = new TreeMap<>();
        after.forEach((name, value) -> {
            AttributeValue old = before.get(name);
            if (!value.equals(old)) {
                int index = names.size();
                names.put("#n" + index, name);
                values.put(":new" + index, value);
                values.put(":old" + index, old);
                sets.add("#n" + index + " = :new" + index);
                conditions.add("#n" + index + " = :old" + index);
            }
        });
        return table.wrote(client -> client.updateItem(update -> update.tableName(table.name())
                .key(key(before))
                .updateExpression("SET " + String.join(", ", sets))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)));
    }

    private boolean move(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        boolean isTaken = table.get(
                        ControlTable.text(after, ControlTable.PK), ControlTable.text(after, ControlTable.SK), true)
                .isPresent();
        TransactWriteItem delete =
                TransactWriteItem.builder().delete(asRead(before)).build();
        return isTaken ? table.wroteAll(delete) : table.wroteAll(delete, table.putOver(after, "", 0));
    }

    private Delete asRead(Map<String, AttributeValue> item) {
        List<String> conditions = new ArrayList<>();
        TreeMap<String, String> names = new TreeMap<>();
        TreeMap<String, AttributeValue> values = new TreeMap<>();
        item.forEach((name, value) -> {
            int index = names.size();
            names.put("#n" + index, name);
            values.put(":v" + index, value);
            conditions.add("#n" + index + " = :v" + index);
        });
        return Delete.builder()
                .tableName(table.name())
                .key(key(item))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }
}
