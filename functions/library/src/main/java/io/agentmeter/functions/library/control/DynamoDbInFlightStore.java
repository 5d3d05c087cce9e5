package io.agentmeter.functions.library.control;

import io.agentmeter.rollup.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What is in flight, in the Control table: `pk` = `INFLIGHT#<budget>#<part>`, `sk` = `<session>#<worker>`.
public final class DynamoDbInFlightStore implements InFlightStore {
    private static final String PARTITION = "INFLIGHT";
    private static final String VERSION = "v";
    private static final String HOLDS = "holds";
    private static final Duration KEPT = Duration.ofHours(1);

    private final ControlTable table;

    public DynamoDbInFlightStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public List<InFlight> all(Part part) {
        QueryRequest.Builder query = QueryRequest.builder()
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(pk(part))));
        return table.query(query, Integer.MAX_VALUE).stream()
                .map(DynamoDbInFlightStore::read)
                .toList();
    }

    @Override
    public InFlight find(Part part, String session, String worker) {
        return table.get(pk(part), sk(session, worker), true)
                .map(DynamoDbInFlightStore::read)
                .orElseGet(() -> InFlight.none(session, worker));
    }

    @Override
    public boolean write(Part part, InFlight row) {
        Map<String, AttributeValue> item = new TreeMap<>(key(part, row));
        item.put(VERSION, ControlTable.number(row.stored().version()));
        item.put(
                HOLDS,
                ControlTable.text(row.holds().stream().map(InFlight.Hold::text).collect(Collectors.joining(";"))));
        Instant last = row.holds().stream()
                .map(InFlight.Hold::until)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        item.put(ControlTable.TTL, ControlTable.number(last.plus(KEPT).getEpochSecond()));
        boolean first = row.version() == 0;
        return table.wrote(client -> client.putItem(put -> put.tableName(table.name())
                .item(item)
                .conditionExpression(first ? "attribute_not_exists(pk)" : "v = :read")
                .expressionAttributeValues(first ? null : Map.of(":read", ControlTable.number(row.version())))));
    }

    @Override
    public void remove(Part part, InFlight row) {
        table.wrote(client -> client.deleteItem(delete -> delete.tableName(table.name())
                .key(key(part, row))
                .conditionExpression("v = :read")
                .expressionAttributeValues(Map.of(":read", ControlTable.number(row.version())))));
    }

    private static Map<String, AttributeValue> key(Part part, InFlight row) {
        return ControlTable.key(pk(part), sk(row.session(), row.worker()));
    }

    private static String pk(Part part) {
        return PARTITION + "#" + KeyText.join(List.of(part.budget(), part.part()));
    }

    private static String sk(String session, String worker) {
        return KeyText.join(List.of(session, worker));
    }

    private static InFlight read(Map<String, AttributeValue> item) {
        List<String> names = KeyText.split(ControlTable.text(item, ControlTable.SK));
        String holds = ControlTable.text(item, HOLDS);
        return new InFlight(
                names.get(0),
                names.get(1),
                ControlTable.number(item, VERSION),
                holds.isEmpty()
                        ? List.of()
                        : Arrays.stream(holds.split(";", -1))
                                .map(InFlight.Hold::parse)
                                .toList());
    }
}
