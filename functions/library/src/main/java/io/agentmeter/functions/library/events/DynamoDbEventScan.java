package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.days.DayReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// A parallel scan of the UsageEvents table. At most one page of a megabyte per segment is in memory.
public final class DynamoDbEventScan implements EventScan {
    private static final int KEYS_PER_READ = 100;
    private static final int READ_ATTEMPTS = 8;

    /// A time's text may have a fraction or none, so the texts of one second are not in order; two more seconds are
    /// asked for and left out here.
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final DynamoDbClient client;
    private final String table;
    private final int segments;

    /// @param segments how many parts are read at once
    public DynamoDbEventScan(DynamoDbClient client, String table, int segments) {
        this.client = client;
        this.table = table;
        this.segments = segments;
    }

    @Override
    public double scan(Instant from, Instant to, Consistency consistency, Consumer<UsageEvent> each) {
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(table)
                .totalSegments(segments)
                .consistentRead(consistency == Consistency.STRONG)
                .projectionExpression("#event")
                .filterExpression("#time BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#event", EventItem.EVENT, "#time", EventItem.TIME))
                .expressionAttributeValues(Map.of(
                        ":from", AttributeValue.fromS(from.minus(SLACK).toString()),
                        ":to", AttributeValue.fromS(to.plus(SLACK).toString())))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        Consumer<UsageEvent> inside = event -> {
            if (!event.time().isBefore(from) && event.time().isBefore(to)) {
                each.accept(event);
            }
        };
        List<ScanRequest> parts = IntStream.range(0, segments)
                .mapToObj(segment -> request.segment(segment).build())
                .toList();
        return DayReader.each(parts, part -> scan(part, inside)).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private double scan(ScanRequest segment, Consumer<UsageEvent> each) {
        double readUnits = 0;
        ScanRequest next = segment;
        while (true) {
            ScanResponse page = scanned(next);
            page.items().forEach(item -> each.accept(EventItem.eventOf(item)));
            readUnits += page.consumedCapacity() == null
                    ? 0
                    : page.consumedCapacity().capacityUnits();
            if (!page.hasLastEvaluatedKey() || page.lastEvaluatedKey().isEmpty()) {
                return readUnits;
            }
            next = segment.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .build();
        }
    }

    private ScanResponse scanned(ScanRequest request) {
        try {
            return client.scan(request);
        } catch (SdkException e) {
            throw new StoreUnavailable("events were not scanned", e);
        }
    }

    @Override
    public List<UsageEvent> find(Collection<String> keys) {
        List<Map<String, AttributeValue>> wanted = keys.stream()
                .distinct()
                .map(key -> Map.of(EventItem.PK, AttributeValue.fromS(key)))
                .toList();
        List<UsageEvent> found = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += KEYS_PER_READ) {
            List<Map<String, AttributeValue>> open =
                    wanted.subList(from, Math.min(wanted.size(), from + KEYS_PER_READ));
            for (int attempt = 0; !open.isEmpty(); attempt++) {
                if (attempt == READ_ATTEMPTS) {
                    throw new StoreUnavailable(
                            "events were not read", new IllegalStateException(open.size() + " keys left unread"));
                }
                open = read(open, found);
            }
        }
        return found;
    }

    /// Reads what one call gives and returns the keys it left out.
    private List<Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> keys, List<UsageEvent> found) {
        try {
            BatchGetItemResponse response = client.batchGetItem(get -> get.requestItems(Map.of(
                    table,
                    KeysAndAttributes.builder().keys(keys).consistentRead(true).build())));
            response.responses().getOrDefault(table, List.of()).forEach(item -> found.add(EventItem.eventOf(item)));
            KeysAndAttributes left = response.unprocessedKeys().get(table);
            return left == null ? List.of() : left.keys();
        } catch (SdkException e) {
            throw new StoreUnavailable("events were not read", e);
        }
    }
}
