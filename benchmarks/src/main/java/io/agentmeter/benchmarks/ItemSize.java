package io.agentmeter.benchmarks;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Bytes of an item as DynamoDB charges them ("DynamoDB item sizes and formats" in its developer guide): names and
/// texts in UTF-8, a number by its significant digits.
final class ItemSize {
    private static final int KILOBYTE = 1024;
    private static final int LIST_OR_MAP = 3;

    private ItemSize() {}

    static int of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()) + of(attribute.getValue()))
                .sum();
    }

    /// Write units of one write outside of a transaction: each begun kilobyte of the larger of what was and what
    /// is.
    static int units(int bytes) {
        return Math.max(1, (bytes + KILOBYTE - 1) / KILOBYTE);
    }

    private static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToInt(ItemSize::utf8).sum();
            case NS -> value.ns().stream().mapToInt(ItemSize::number).sum();
            case BS ->
                value.bs().stream().mapToInt(b -> b.asByteArrayUnsafe().length).sum();
            case L ->
                LIST_OR_MAP
                        + value.l().stream()
                                .mapToInt(element -> 1 + of(element))
                                .sum();
            case M -> LIST_OR_MAP + value.m().size() + of(value.m());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an attribute of an unknown type");
        };
    }

    /// A byte for two digits, one more, and one for a minus.
    private static int number(String text) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return (number.precision() + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
