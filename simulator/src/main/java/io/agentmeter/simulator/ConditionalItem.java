package io.agentmeter.simulator;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The conditions of the product's writes of one event.
final class ConditionalItem {
    static final String ABSENT = "attribute_not_exists(pk)";
    private static final Pattern EQUALS = Pattern.compile("#?(\\w+) = (:\\w+)");

    private ConditionalItem() {}

    static boolean holds(PutItemRequest request, @Nullable Map<String, AttributeValue> stored) {
        if (request.conditionExpression().equals(ABSENT)) {
            return stored == null;
        }
        Matcher equals = EQUALS.matcher(request.conditionExpression());
        if (!equals.matches()) {
            throw new UnsupportedOperationException(request.conditionExpression());
        }
        AttributeValue read = request.expressionAttributeValues().get(equals.group(2));
        return stored != null && read != null && read.equals(stored.get(equals.group(1)));
    }
}
