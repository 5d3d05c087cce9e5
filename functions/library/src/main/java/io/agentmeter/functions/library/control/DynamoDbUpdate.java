package io.agentmeter.functions.library.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// An update of single attributes of a row, on a condition. Attributes get placeholders, so any word may be a name.
final class DynamoDbUpdate {
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    DynamoDbUpdate set(String attribute, AttributeValue value) {
        sets.add(name(attribute) + " = " + value(value));
        return this;
    }

    DynamoDbUpdate setOrRemove(String attribute, Optional<AttributeValue> value) {
        if (value.isPresent()) {
            return set(attribute, value.get());
        }
        removes.add(name(attribute));
        return this;
    }

    /// Adds to a number or a set.
    DynamoDbUpdate add(String attribute, AttributeValue value) {
        adds.add(name(attribute) + " " + value(value));
        return this;
    }

    /// The update, on condition that the row's number is this; 0 stands for absent as well.
    Update ifNumber(String attribute, long expected, String table, Map<String, AttributeValue> key) {
        String name = name(attribute);
        String condition = name + " = " + value(ControlTable.number(expected));
        List<String> clauses = new ArrayList<>();
        clause(clauses, "SET ", sets);
        clause(clauses, "REMOVE ", removes);
        clause(clauses, "ADD ", adds);
        return Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(String.join(" ", clauses))
                .conditionExpression(expected == 0 ? "attribute_not_exists(" + name + ") OR " + condition : condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    private static void clause(List<String> clauses, String word, List<String> parts) {
        if (!parts.isEmpty()) {
            clauses.add(word + String.join(", ", parts));
        }
    }

    private String name(String attribute) {
        String placeholder = "#n" + names.size();
        names.put(placeholder, attribute);
        return placeholder;
    }

    private String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
