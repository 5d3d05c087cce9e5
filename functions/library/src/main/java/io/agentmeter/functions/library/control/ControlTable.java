package io.agentmeter.functions.library.control;

import io.agentmeter.functions.library.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The few ways in which the Control table is read and written.
final class ControlTable {
    static final String PK = "pk";
    static final String SK = "sk";
    /// Epoch seconds after which DynamoDB removes the row.
    static final String TTL = "ttl";

    private static final Set<String> CONFLICTS = Set.of("ConditionalCheckFailed", "TransactionConflict");
    private static final int KEYS_PER_READ = 100;
    private static final int READ_ATTEMPTS = 8;

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

    /// Writes everything or nothing.
    ///
    /// @return false if a condition did not hold, or somebody else was writing one of the rows
    boolean wroteAll(TransactWriteItem... items) {
        try {
            client.transactWriteItems(write -> write.transactItems(items));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().map(CancellationReason::code).anyMatch(CONFLICTS::contains)) {
                return false;
            }
            throw new StoreUnavailable("the control table was not written", e);
        } catch (SdkException e) {
            throw new StoreUnavailable("the control table was not written", e);
        }
    }

    TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(name).item(item))
                .build();
    }

    /// A row that is stored if the stored one has this version; 0: if there is none.
    TransactWriteItem putOver(Map<String, AttributeValue> item, String versionName, long version) {
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(name).item(item);
                    if (version == 0) {
                        put.conditionExpression("attribute_not_exists(pk)");
                    } else {
                        put.conditionExpression("#version = :version")
                                .expressionAttributeNames(Map.of("#version", versionName))
                                .expressionAttributeValues(Map.of(":version", number(version)));
                    }
                })
                .build();
    }

    /// Rows by key, in no order; those that are not stored are left out.
    List<Map<String, AttributeValue>> getAll(Collection<Map<String, AttributeValue>> keys, boolean strong) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        List<Map<String, AttributeValue>> open = new ArrayList<>(keys);
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt > READ_ATTEMPTS + keys.size() / KEYS_PER_READ) {
                throw new StoreUnavailable(
                        "the control table was not read", new IllegalStateException(open.size() + " keys left unread"));
            }
            List<Map<String, AttributeValue>> now = List.copyOf(open.subList(0, Math.min(KEYS_PER_READ, open.size())));
            open.subList(0, now.size()).clear();
            BatchGetItemResponse answer = call(
                    "read",
                    client ->
                            client.batchGetItem(get -> get.requestItems(Map.of(name, keysAndAttributes(now, strong)))));
            found.addAll(answer.responses().getOrDefault(name, List.of()));
            KeysAndAttributes left = answer.unprocessedKeys().get(name);
            if (left != null) {
                open.addAll(left.keys());
            }
        }
        return found;
    }

    private static KeysAndAttributes keysAndAttributes(List<Map<String, AttributeValue>> keys, boolean strong) {
        return KeysAndAttributes.builder().keys(keys).consistentRead(strong).build();
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
