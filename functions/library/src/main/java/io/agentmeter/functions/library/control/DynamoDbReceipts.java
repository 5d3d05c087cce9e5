package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The receipt row of the Control table: `pk` = `META`, `sk` = `receipt`. What was once written never changes, so it is
/// remembered for the life of the process.
public final class DynamoDbReceipts implements Receipts {
    private static final String PARTITION = "META";
    private static final String SORT = "receipt";
    private static final String FIRST = "firstEventAt";

    private final ControlTable table;
    private final AtomicBoolean noted = new AtomicBoolean();
    private volatile @Nullable Instant known;

    public DynamoDbReceipts(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void noteFirst(Instant receivedAt) {
        if (noted.get()) {
            return;
        }
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PARTITION, SORT));
        item.put(FIRST, ControlTable.text(receivedAt.toString()));
        table.wrote(client -> client.putItem(PutItemRequest.builder()
                .tableName(table.name())
                .item(item)
                .conditionExpression("attribute_not_exists(pk)")
                .build()));
        noted.set(true);
    }

    @Override
    public Optional<Instant> first() {
        Instant remembered = known;
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<Instant> read =
                table.get(PARTITION, SORT, false).map(item -> Instant.parse(ControlTable.text(item, FIRST)));
        read.ifPresent(first -> known = first);
        return read;
    }
}
