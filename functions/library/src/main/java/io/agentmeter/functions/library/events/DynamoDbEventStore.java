package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// The UsageEvents table in DynamoDB. New events are inserted, each on condition that it is new; those that exist are
/// read, merged, and written only if the report said something new, on condition of the version that was read.
public final class DynamoDbEventStore implements EventStore {
    private static final int KEYS_PER_READ = 100;
    private static final int ATTEMPTS = 10;

    private final DynamoDbClient client;
    private final String table;
    private final Duration retention;
    private final InstantSource clock;
    private final EventInserts inserts;

    public DynamoDbEventStore(
            DynamoDbClient client, String table, Duration retention, InstantSource clock, EventWrites writes) {
        this.client = client;
        this.table = table;
        this.retention = retention;
        this.clock = clock;
        this.inserts = switch (writes) {
            case STATEMENTS -> new DynamoDbStatementInserts(client, table);
            case TRANSACTIONS -> new DynamoDbTransactionInserts(client, table);
        };
    }

    @Override
    public List<Outcome> put(List<UsageEvent> reports) {
        Map<String, UsageEvent> open = Reports.merged(reports);
        Map<String, Outcome> outcomes = new HashMap<>();
        try {
            // A collector that reads a transcript again sends what is known already: reading first is a tenth of the
            // price
            // of an insert that fails, so a batch whose first event exists is looked up before it is written.
            boolean mostlyKnown =
                    open.size() > 1 && !read(List.of(firstKey(open))).isEmpty();
            for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
                if (attempt > 0 || mostlyKnown) {
                    mergeKnown(open, outcomes);
                }
                insertNew(open, outcomes);
            }
        } catch (SdkException e) {
            throw new StoreUnavailable("events were not stored", e);
        }
        if (!open.isEmpty()) {
            throw new StoreUnavailable(
                    "events are contended", new IllegalStateException(open.size() + " events not stored"));
        }
        return Reports.outcomes(reports, outcomes);
    }

    private static String firstKey(Map<String, UsageEvent> open) {
        return open.keySet().iterator().next();
    }

    /// Takes out of `open` every event that exists, merged; those whose version changed meanwhile stay.
    private void mergeKnown(Map<String, UsageEvent> open, Map<String, Outcome> outcomes) {
        List<String> keys = List.copyOf(open.keySet());
        for (int from = 0; from < keys.size(); from += KEYS_PER_READ) {
            for (EventItem stored : read(keys.subList(from, Math.min(keys.size(), from + KEYS_PER_READ)))) {
                String key = stored.event().id().key();
                UsageEvent report = open.get(key);
                if (report == null) {
                    continue;
                }
                EventItem merged = stored.mergedWith(report);
                if (merged.version() == stored.version()) {
                    outcomes.put(key, Outcome.DUPLICATE);
                    open.remove(key);
                } else if (replace(merged, stored.version())) {
                    outcomes.put(key, Outcome.MERGED);
                    open.remove(key);
                }
            }
        }
    }

    private List<EventItem> read(List<String> keys) {
        List<EventItem> found = new ArrayList<>();
        Map<String, KeysAndAttributes> open = Map.of(
                table,
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(keys.stream()
                                .map(key -> Map.of(EventItem.PK, AttributeValue.fromS(key)))
                                .toList())
                        .build());
        while (!open.isEmpty()) {
            BatchGetItemResponse response = client.batchGetItem(
                    BatchGetItemRequest.builder().requestItems(open).build());
            response.responses().getOrDefault(table, List.of()).forEach(item -> found.add(EventItem.of(item)));
            open = response.unprocessedKeys();
        }
        return found;
    }

    private boolean replace(EventItem item, long readVersion) {
        try {
            client.putItem(PutItemRequest.builder()
                    .tableName(table)
                    .item(item.attributes())
                    .conditionExpression(EventItem.VERSION + " = :read")
                    .expressionAttributeValues(Map.of(":read", AttributeValue.fromN(Long.toString(readVersion))))
                    .build());
            return true;
        } catch (ConditionalCheckFailedException | TransactionConflictException inTheWay) {
            return false;
        }
    }

    /// Inserts what is new and takes it out of `open`; what exists already stays.
    private void insertNew(Map<String, UsageEvent> open, Map<String, Outcome> outcomes) {
        long expiresAt = clock.instant().plus(retention).getEpochSecond();
        List<EventItem> items = open.values().stream()
                .map(report -> new EventItem(report, 1, expiresAt))
                .toList();
        for (String key : inserts.insert(items)) {
            outcomes.put(key, Outcome.STORED);
            open.remove(key);
        }
    }
}
