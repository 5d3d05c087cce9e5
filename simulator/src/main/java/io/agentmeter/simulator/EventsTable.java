package io.agentmeter.simulator;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.functions.library.events.DynamoDbEventReplacement;
import io.agentmeter.functions.library.events.DynamoDbEventStore;
import io.agentmeter.functions.library.events.EventReplacement;
import io.agentmeter.functions.library.events.EventStore;
import io.agentmeter.functions.library.events.EventWrites;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// The UsageEvents table behind the SDK's own interface, so that the product's store runs unchanged in front of it.
/// Every change goes to the stream with both images; a write that changes nothing does not.
final class EventsTable implements DynamoDbClient {
    private static final String TABLE = "UsageEvents";
    private static final Duration RAW_RETENTION = Duration.ofDays(90);
    private static final String KEY = "pk";

    private final Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    private final InFlight<Map<String, Map<String, AttributeValue>>> inFlight;
    private final SimulatedStream stream;
    private final Calls calls;
    private final InstantSource clock;

    EventsTable(SimulatedStream stream, Calls calls, InstantSource clock) {
        this.stream = stream;
        this.calls = calls;
        this.inFlight = new InFlight<>(calls);
        this.clock = clock;
    }

    /// The product's store in front of this table.
    EventStore store(EventWrites writes) {
        return new DynamoDbEventStore(this, TABLE, RAW_RETENTION, clock, writes);
    }

    boolean hasOrphans() {
        return inFlight.hasOrphans();
    }

    /// Ends a transaction whose caller died while it was in flight.
    Happening endOrphan(boolean committed) {
        Map<String, Map<String, AttributeValue>> orphan = inFlight.endOrphan();
        if (committed) {
            orphan.forEach(this::store);
        }
        return committed ? Happening.ORPHAN_COMMITTED : Happening.ORPHAN_CANCELLED;
    }

    /// The product's way to replace events of this table.
    EventReplacement replacement() {
        return new DynamoDbEventReplacement(this, TABLE);
    }

    /// What is stored now, without faults.
    List<UsageEvent> events() {
        return items.values().stream().map(EventsTable::event).toList();
    }

    private static UsageEvent event(Map<String, AttributeValue> item) {
        return EventJson.read(Objects.requireNonNull(item.get("e")).s());
    }

    /// Time-to-live takes the item away.
    ///
    /// @return what it was, if it was there
    Optional<UsageEvent> expire(String key) {
        Map<String, AttributeValue> before = items.remove(key);
        if (before == null) {
            return Optional.empty();
        }
        append("REMOVE", key, before, null);
        return Optional.of(event(before));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        refuseSometimes("read events");
        KeysAndAttributes wanted = request.requestItems().get(TABLE);
        if (wanted == null || !Boolean.TRUE.equals(wanted.consistentRead())) {
            throw new UnsupportedOperationException("only strong reads of " + TABLE);
        }
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        List<Map<String, AttributeValue>> left = new ArrayList<>();
        for (Map<String, AttributeValue> key : wanted.keys()) {
            if (left.isEmpty() && !calls.leavesOut("read events")) {
                Map<String, AttributeValue> item = items.get(text(key));
                if (item != null) {
                    found.add(item);
                }
            } else {
                left.add(key);
            }
        }
        calls.read("read events");
        return BatchGetItemResponse.builder()
                .responses(Map.of(TABLE, found))
                .unprocessedKeys(
                        left.isEmpty()
                                ? Map.of()
                                : Map.of(
                                        TABLE,
                                        KeysAndAttributes.builder()
                                                .consistentRead(true)
                                                .keys(left)
                                                .build()))
                .build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        refuseSometimes("read event");
        Map<String, AttributeValue> item = items.get(text(request.key()));
        calls.read("read event");
        return item == null
                ? GetItemResponse.builder().build()
                : GetItemResponse.builder().item(item).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        refuseSometimes("put event");
        String key = text(request.item());
        if (inFlight.has(key)) {
            calls.note(Happening.TRANSACTION_CONFLICT, "event");
            throw TransactionConflictException.builder().message("in flight").build();
        }
        if (!ConditionalItem.holds(request, items.get(key))) {
            calls.note(Happening.VERSION_CONFLICT, "event");
            throw ConditionalCheckFailedException.builder().message("changed").build();
        }
        put(key, request.item());
        loseAnswerSometimes("put event");
        return PutItemResponse.builder().build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        refuseSometimes("insert events together");
        Map<String, Map<String, AttributeValue>> inserts = new LinkedHashMap<>();
        List<CancellationReason> reasons = new ArrayList<>();
        for (TransactWriteItem item : request.transactItems()) {
            if (item.put() == null || !ConditionalItem.ABSENT.equals(item.put().conditionExpression())) {
                throw new UnsupportedOperationException("only inserts: " + item);
            }
            String key = text(item.put().item());
            inserts.put(key, item.put().item());
            String code = items.containsKey(key) ? "ConditionalCheckFailed" : "None";
            reasons.add(CancellationReason.builder()
                    .code(inFlight.has(key) ? "TransactionConflict" : code)
                    .build());
        }
        if (reasons.stream().anyMatch(reason -> !"None".equals(reason.code()))) {
            calls.note(Happening.TRANSACTION_CONFLICT, "insert events together");
            throw TransactionCanceledException.builder()
                    .cancellationReasons(reasons)
                    .build();
        }
        inFlight.hold("insert events together", inserts, inserts.keySet());
        inserts.forEach((key, item) -> {
            store(key, item);
            calls.changed("stored event " + key);
        });
        loseAnswerSometimes("insert events together");
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        refuseSometimes("insert events");
        List<BatchStatementResponse> answers = new ArrayList<>();
        for (BatchStatementRequest statement : request.statements()) {
            answers.add(insert(statement));
            // Statements of one call are not done at once.
            calls.between();
        }
        loseAnswerSometimes("insert events");
        return BatchExecuteStatementResponse.builder().responses(answers).build();
    }

    private BatchStatementResponse insert(BatchStatementRequest statement) {
        if (calls.leavesOut("insert event")) {
            return failed(BatchStatementErrorCodeEnum.THROTTLING_ERROR);
        }
        Map<String, AttributeValue> item = InsertedItem.of(TABLE, statement);
        String key = text(item);
        if (inFlight.has(key)) {
            return failed(BatchStatementErrorCodeEnum.TRANSACTION_CONFLICT);
        }
        if (items.containsKey(key)) {
            return failed(BatchStatementErrorCodeEnum.DUPLICATE_ITEM);
        }
        put(key, item);
        return BatchStatementResponse.builder().build();
    }

    private static BatchStatementResponse failed(BatchStatementErrorCodeEnum code) {
        return BatchStatementResponse.builder().error(error -> error.code(code)).build();
    }

    private void put(String key, Map<String, AttributeValue> item) {
        boolean isNew = !items.containsKey(key);
        if (store(key, item)) {
            calls.changed((isNew ? "stored event " : "merged event ") + key);
        }
    }

    /// @return whether it changed anything
    private boolean store(String key, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> before = items.put(key, item);
        if (item.equals(before)) {
            return false;
        }
        append(before == null ? "INSERT" : "MODIFY", key, before, item);
        return true;
    }

    private void append(
            String name,
            String key,
            @Nullable Map<String, AttributeValue> before,
            @Nullable Map<String, AttributeValue> after) {
        stream.append(new ChangedItem(name, key, before, after).record(stream.nextSequenceNumber(), clock.instant()));
    }

    private static String text(Map<String, AttributeValue> item) {
        AttributeValue key = item.get(KEY);
        if (key == null) {
            throw new UnsupportedOperationException("no key in " + item.keySet());
        }
        return key.s();
    }

    private void refuseSometimes(String call) {
        if (calls.refuses(call)) {
            throw ProvisionedThroughputExceededException.builder()
                    .message("throttled")
                    .build();
        }
    }

    private void loseAnswerSometimes(String call) {
        if (calls.losesAnswer(call)) {
            throw SdkClientException.create("no answer");
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
