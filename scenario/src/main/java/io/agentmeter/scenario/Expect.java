package io.agentmeter.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/// Comparisons that say what was expected of what.
final class Expect {
    private Expect() {}

    static void that(boolean kept, String promise, Object seen) {
        if (!kept) {
            throw new AssertionError("expected: %s; seen: %s".formatted(promise, seen));
        }
    }

    static void count(JsonNode object, String field, long expected) {
        JsonNode value = object.path(field);
        that(value.isIntegralNumber() && value.longValue() == expected, field + " = " + expected, object);
    }

    static void money(JsonNode object, String field, String expected) {
        JsonNode value = object.path(field);
        that(
                value.isTextual() && new BigDecimal(value.textValue()).compareTo(new BigDecimal(expected)) == 0,
                field + " = \"" + expected + "\" (a decimal string)",
                object);
    }
}
