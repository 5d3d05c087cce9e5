package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reports in the Control table: `pk` = `REPORT`, `sk` = `<createdAt>#<id>`.
public final class DynamoDbReportStore implements ReportStore {
    private static final String PARTITION = "REPORT";
    private static final String PROJECT = "project";

    // Of one width, so that texts sort as times do.
    private static final DateTimeFormatter SORTABLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ControlTable table;

    public DynamoDbReportStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void save(StoredReport report) {
        String sort = SORTABLE.format(report.createdAt()) + "#" + report.id();
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PARTITION, sort));
        item.put("id", ControlTable.text(report.id()));
        item.put("name", ControlTable.text(report.name()));
        item.put("kind", ControlTable.text(report.kind()));
        item.put("format", ControlTable.text(report.format()));
        item.put("start", ControlTable.text(report.start().toString()));
        item.put("end", ControlTable.text(report.end().toString()));
        report.project().ifPresent(project -> item.put(PROJECT, ControlTable.text(project)));
        item.put("rows", ControlTable.number(report.rows()));
        item.put("bytes", ControlTable.number(report.bytes()));
        item.put("createdAt", ControlTable.text(report.createdAt().toString()));
        item.put("path", ControlTable.text(report.path()));
        item.put(
                ControlTable.TTL,
                ControlTable.number(report.createdAt().plus(KEPT).getEpochSecond()));
        table.call(
                "written",
                client -> client.putItem(put -> put.tableName(table.name()).item(item)));
    }

    @Override
    public List<StoredReport> newest(int limit) {
        QueryRequest.Builder query = QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(PARTITION)))
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit);
        return table.query(query, limit).stream().map(DynamoDbReportStore::read).toList();
    }

    private static StoredReport read(Map<String, AttributeValue> item) {
        return new StoredReport(
                ControlTable.text(item, "id"),
                ControlTable.text(item, "name"),
                ControlTable.text(item, "kind"),
                ControlTable.text(item, "format"),
                LocalDate.parse(ControlTable.text(item, "start")),
                LocalDate.parse(ControlTable.text(item, "end")),
                item.containsKey(PROJECT) ? ControlTable.text(item, PROJECT) : null,
                ControlTable.number(item, "rows"),
                ControlTable.number(item, "bytes"),
                Instant.parse(ControlTable.text(item, "createdAt")),
                ControlTable.text(item, "path"));
    }
}
