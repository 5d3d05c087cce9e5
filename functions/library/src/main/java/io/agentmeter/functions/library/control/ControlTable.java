package io.agentmeter.functions.library.control;

import io.agentmeter.functions.library.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The few ways in which the Control table is read and written.
final class ControlTable {
    static final String PK = "pk";
    static final String SK = "sk";
    /// Epoch seconds after which DynamoDB removes the row.
    static final String TTL = "ttl";

    private final DynamoDbClient client;
    private final String name;

    ControlTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    String name() {
        return name;
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(PK, text(pk), SK, text(sk));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /// An attribute that every row of its kind has.
    static String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null || value.s() == null) {
            throw new IllegalStateException("a row of the control table has no text " + attribute);
        }
        return value.s();
    }

    /// A number that every row of its kind has.
    static long number(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("a row of the control table has no number " + attribute);
        }
        return Long.parseLong(value.n());
    }

    static @Nullable Instant instantOrNull(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? null : Instant.parse(value.s());
    }

    Optional<Map<String, AttributeValue>> get(String pk, String sk, boolean strong) {
        Map<String, AttributeValue> item = call(
                        "read",
                        client -> client.getItem(GetItemRequest.builder()
                                .tableName(name)
                                .key(key(pk, sk))
                                .consistentRead(strong)
                                .build()))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    /// Rows of one partition, all pages of them up to the limit.
    List<Map<String, AttributeValue>> query(QueryRequest.Builder request, int limit) {
        return call(
                "read",
                client -> client.queryPaginator(request.tableName(name).build()).items().stream()
                        .limit(limit)
                        .toList());
    }

    <T> T call(String what, Function<DynamoDbClient, T> request) {
        try {
            return request.apply(client);
        } catch (SdkException e) {
            throw new StoreUnavailable("the control table was not " + what, e);
        }
    }

    /// Whether the condition of a write held.
    boolean wrote(Consumer<DynamoDbClient> request) {
        try {
            request.accept(client);
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        } catch (SdkException e) {
            throw new StoreUnavailable("the control table was not written", e);
        }
    }
}
