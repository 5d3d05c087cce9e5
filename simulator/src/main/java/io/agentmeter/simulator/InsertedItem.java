package io.agentmeter.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/// The item of a PartiQL insert.
final class InsertedItem {
    private static final Pattern INSERT = Pattern.compile("INSERT INTO \"(\\w+)\" VALUE \\{(.*)}");
    private static final Pattern FIELD = Pattern.compile("'(\\w+)': \\?");

    private InsertedItem() {}

    static Map<String, AttributeValue> of(String table, BatchStatementRequest statement) {
        Matcher insert = INSERT.matcher(statement.statement());
        if (!insert.matches() || !insert.group(1).equals(table)) {
            throw new UnsupportedOperationException(statement.statement());
        }
        Map<String, AttributeValue> item = new TreeMap<>();
        Matcher fields = FIELD.matcher(insert.group(2));
        for (AttributeValue value : statement.parameters()) {
            if (!fields.find()) {
                throw new UnsupportedOperationException(statement.statement());
            }
            item.put(fields.group(1), value);
        }
        return item;
    }
}
