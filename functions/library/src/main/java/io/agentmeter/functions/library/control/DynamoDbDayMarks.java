package io.agentmeter.functions.library.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Marks in the Control table: `pk` = `DAY` for cubes, `AUDIT_DAY` for audits, `sk` = the day.
public final class DynamoDbDayMarks implements DayMarks {
    private static final String CUBES = "DAY";
    private static final String AUDITS = "AUDIT_DAY";
    private static final String VERSION = "version";
    private static final String WRITTEN = "writtenVersion";

    private final ControlTable table;
    private final String partition;

    /// Days this process has marked. A mark stays at least until its day is over, and then nobody begins it.
    private final Set<LocalDate> begun = ConcurrentHashMap.newKeySet();

    /// Days whose cubes are to be written.
    public DynamoDbDayMarks(DynamoDbClient client, String table) {
        this(client, table, CUBES);
    }

    private DynamoDbDayMarks(DynamoDbClient client, String table, String partition) {
        this.table = new ControlTable(client, table);
        this.partition = partition;
    }

    /// Days that are to be audited.
    public static DynamoDbDayMarks ofAudits(DynamoDbClient client, String table) {
        return new DynamoDbDayMarks(client, table, AUDITS);
    }

    @Override
    public void begin(LocalDate day) {
        if (begun.contains(day)) {
            return;
        }
        Map<String, AttributeValue> item = new TreeMap<>(key(day));
        item.put(VERSION, ControlTable.number(1));
        table.wrote(client -> client.putItem(
                put -> put.tableName(table.name()).item(item).conditionExpression("attribute_not_exists(pk)")));
        begun.add(day);
    }

    @Override
    public void change(LocalDate day) {
        table.call(
                "written",
                client -> client.updateItem(update -> update.tableName(table.name())
                        .key(key(day))
                        .updateExpression("ADD version :one")
                        .expressionAttributeValues(Map.of(":one", ControlTable.number(1)))));
    }

    @Override
    public Optional<DayMark> find(LocalDate day) {
        return table.get(partition, day.toString(), true).map(DynamoDbDayMarks::read);
    }

    @Override
    public List<DayMark> before(LocalDate day, int limit) {
        QueryRequest.Builder query = QueryRequest.builder()
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND sk < :day")
                .expressionAttributeValues(
                        Map.of(":pk", ControlTable.text(partition), ":day", ControlTable.text(day.toString())))
                .limit(limit);
        return table.query(query, limit).stream().map(DynamoDbDayMarks::read).toList();
    }

    @Override
    public void written(DayMark asRead, boolean last) {
        AttributeValue version = ControlTable.number(asRead.version());
        boolean gone = last
                && table.wrote(client -> client.deleteItem(delete -> delete.tableName(table.name())
                        .key(key(asRead.day()))
                        .conditionExpression("version = :read")
                        .expressionAttributeValues(Map.of(":read", version))));
        if (!gone) {
            table.wrote(client -> client.updateItem(update -> update.tableName(table.name())
                    .key(key(asRead.day()))
                    .updateExpression("SET writtenVersion = :read")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeValues(Map.of(":read", version))));
        }
    }

    private Map<String, AttributeValue> key(LocalDate day) {
        return ControlTable.key(partition, day.toString());
    }

    private static DayMark read(Map<String, AttributeValue> item) {
        long written = item.containsKey(WRITTEN) ? ControlTable.number(item, WRITTEN) : 0;
        return new DayMark(
                LocalDate.parse(ControlTable.text(item, ControlTable.SK)), ControlTable.number(item, VERSION), written);
    }
}
