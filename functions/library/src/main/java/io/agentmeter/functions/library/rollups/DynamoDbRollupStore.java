package io.agentmeter.functions.library.rollups;

import io.agentmeter.functions.library.StoreRefused;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The Rollups table in DynamoDB.
public final class DynamoDbRollupStore implements RollupStore {
    private static final int KEYS_PER_READ = 100;
    private static final int READ_ATTEMPTS = 8;

    private final DynamoDbClient client;
    private final String table;
    private final TransactionItems items;

    public DynamoDbRollupStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.items = new TransactionItems(table);
    }

    @Override
    public Map<String, SessionRow> sessions(Collection<String> wanted) {
        Map<String, SessionRow> found = new LinkedHashMap<>();
        wanted.forEach(session -> found.put(session, SessionRow.unknown(session)));
        List<Map<String, AttributeValue>> keys = found.keySet().stream()
                .map(session -> RollupItem.key(RollupItem.sessionPk(session), RollupItem.SESSION_SORT))
                .toList();
        for (Map<String, AttributeValue> item : readAll(keys)) {
            SessionRow row = RollupItem.toSession(item);
            found.put(row.session(), row);
        }
        return found;
    }

    @Override
    public Outcome saveSession(SessionRow row) {
        PutItemRequest.Builder put =
                PutItemRequest.builder().tableName(table).item(RollupItem.session(row, row.version() + 1));
        if (row.version() == 0) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("version = :read")
                    .expressionAttributeValues(Map.of(":read", RollupItem.number(row.version())));
        }
        try {
            client.putItem(put.build());
            return Outcome.WRITTEN;
        } catch (ConditionalCheckFailedException _) {
            return Outcome.CONFLICT;
        } catch (SdkException e) {
            throw new StoreUnavailable("session was not written", e);
        }
    }

    @Override
    public Map<SliceKey, Slice> slices(Collection<SliceKey> wanted) {
        Map<SliceKey, Slice> found = new LinkedHashMap<>();
        wanted.forEach(key -> found.put(key, Slice.empty(key)));
        List<Map<String, AttributeValue>> keys = found.keySet().stream()
                .map(key -> RollupItem.key(RollupItem.sessionPk(key.session()), key.text()))
                .toList();
        for (Map<String, AttributeValue> item : readAll(keys)) {
            Slice slice = RollupItem.toSlice(item);
            found.put(slice.key(), slice);
        }
        return found;
    }

    @Override
    public List<Slice> slicesOf(String session) {
        return query(beginning(RollupItem.sessionPk(session), SliceKey.PREFIX, true)).stream()
                .map(RollupItem::toSlice)
                .toList();
    }

    @Override
    public List<Slice> slicesOf(String session, SliceKey from, SliceKey to) {
        // "~" sorts behind every page number, so the last quarter-hour's pages are included.
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", RollupItem.text(RollupItem.sessionPk(session)),
                        ":from", RollupItem.text(from.onPage(0).text()),
                        ":to", RollupItem.text(to.onPage(0).text() + "~")));
        return query(request).stream().map(RollupItem::toSlice).toList();
    }

    @Override
    public Outcome write(RollupTransaction transaction) {
        int suffixes = 1;
        while (true) {
            try {
                // A cell that another batch is writing at this moment is written on another suffix; readers add them
                // up.
                int suffix = suffixes == 1 ? 0 : ThreadLocalRandom.current().nextInt(suffixes);
                client.transactWriteItems(TransactWriteItemsRequest.builder()
                        .transactItems(items.of(transaction, suffix))
                        .build());
                return Outcome.WRITTEN;
            } catch (TransactionCanceledException e) {
                if (!onlyCellsWereBusy(e, transaction) || suffixes >= TransactionItems.MAX_SUFFIXES) {
                    return conflictOrThrow(e);
                }
                suffixes = Math.min(TransactionItems.MAX_SUFFIXES, suffixes * 4);
            } catch (SdkException e) {
                throw isRefusal(e)
                        ? new StoreRefused("rollups were refused", e)
                        : new StoreUnavailable("rollups were not written", e);
            }
        }
    }

    private static boolean isRefusal(SdkException e) {
        return e instanceof DynamoDbException refusal
                && refusal.awsErrorDetails() != null
                && "ValidationException".equals(refusal.awsErrorDetails().errorCode());
    }

    /// The items of a transaction are slices, session-days, cells, in this order.
    private static boolean onlyCellsWereBusy(TransactionCanceledException e, RollupTransaction transaction) {
        int firstCell = transaction.slices().size() + transaction.sessionDays().size();
        List<CancellationReason> reasons = e.cancellationReasons();
        for (int index = 0; index < reasons.size(); index++) {
            String code = reasons.get(index).code();
            if (!"None".equals(code) && (index < firstCell || !"TransactionConflict".equals(code))) {
                return false;
            }
        }
        return true;
    }

    private static Outcome conflictOrThrow(TransactionCanceledException e) {
        for (CancellationReason reason : e.cancellationReasons()) {
            switch (String.valueOf(reason.code())) {
                case "None", "null", "ConditionalCheckFailed", "TransactionConflict" -> {}
                case "ValidationError", "ItemCollectionSizeLimitExceeded" ->
                    throw new StoreRefused("rollups were refused", e);
                default -> throw new StoreUnavailable("rollups were not written: " + reason.code(), e);
            }
        }
        return Outcome.CONFLICT;
    }

    @Override
    public SortedMap<CellKey, Counters> cells(LocalDate day, boolean strong) {
        TreeMap<CellKey, Counters> found = new TreeMap<>();
        for (Map<String, AttributeValue> item : query(beginning(RollupItem.dayPk(day), CellKey.PREFIX, strong))) {
            CellKey key =
                    CellKey.parse(day, RollupItem.attribute(item, RollupItem.SK).s());
            found.merge(key, RollupItem.counters(item), Counters::plus);
        }
        found.values().removeIf(Counters::isEmpty);
        return found;
    }

    @Override
    public List<SessionDay> sessionDays(LocalDate day) {
        return query(beginning(RollupItem.dayPk(day), SessionDayKey.PREFIX, true)).stream()
                .map(RollupItem::toSessionDay)
                .toList();
    }

    @Override
    public List<SessionDay> sessionDays(Set<SessionDayKey> wanted) {
        List<Map<String, AttributeValue>> keys = wanted.stream()
                .map(key -> RollupItem.key(RollupItem.dayPk(key.day()), key.text()))
                .toList();
        return readAll(keys).stream().map(RollupItem::toSessionDay).toList();
    }

    private QueryRequest.Builder beginning(String pk, String prefix, boolean strong) {
        return QueryRequest.builder()
                .tableName(table)
                .consistentRead(strong)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(Map.of(":pk", RollupItem.text(pk), ":prefix", RollupItem.text(prefix)));
    }

    private List<Map<String, AttributeValue>> query(QueryRequest.Builder request) {
        try {
            return client.queryPaginator(request.build()).items().stream().toList();
        } catch (SdkException e) {
            throw new StoreUnavailable("rollups were not read", e);
        }
    }

    private List<Map<String, AttributeValue>> readAll(List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_PER_READ) {
            List<Map<String, AttributeValue>> open = keys.subList(from, Math.min(keys.size(), from + KEYS_PER_READ));
            for (int attempt = 0; !open.isEmpty(); attempt++) {
                if (attempt == READ_ATTEMPTS) {
                    throw new StoreUnavailable(
                            "rollups were not read", new IllegalStateException(open.size() + " keys left unread"));
                }
                open = read(open, found);
            }
        }
        return found;
    }

    /// Reads what one call gives and returns the keys it left out.
    private List<Map<String, AttributeValue>> read(
            List<Map<String, AttributeValue>> keys, List<Map<String, AttributeValue>> found) {
        try {
            BatchGetItemResponse response = client.batchGetItem(BatchGetItemRequest.builder()
                    .requestItems(Map.of(
                            table,
                            KeysAndAttributes.builder()
                                    .keys(keys)
                                    .consistentRead(true)
                                    .build()))
                    .build());
            found.addAll(response.responses().getOrDefault(table, List.of()));
            KeysAndAttributes left = response.unprocessedKeys().get(table);
            return left == null ? List.of() : left.keys();
        } catch (SdkException e) {
            throw new StoreUnavailable("rollups were not read", e);
        }
    }
}
