package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Audits in the Control table: `pk` = `AUDIT`, `sk` = the id.
public final class DynamoDbAuditStore implements AuditStore {
    private static final String PARTITION = "AUDIT";

    private final ControlTable table;

    public DynamoDbAuditStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void save(StoredAudit audit) {
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PARTITION, audit.id()));
        item.put("state", ControlTable.text(audit.state().name()));
        item.put("start", ControlTable.text(audit.start().toString()));
        item.put("end", ControlTable.text(audit.end().toString()));
        item.put("repair", AttributeValue.fromBool(audit.repair()));
        item.put("createdAt", ControlTable.text(audit.createdAt().toString()));
        audit.startedAt().ifPresent(time -> item.put("startedAt", ControlTable.text(time.toString())));
        audit.finishedAt().ifPresent(time -> item.put("finishedAt", ControlTable.text(time.toString())));
        audit.result().ifPresent(result -> item.put("result", ControlTable.text(result)));
        audit.failure().ifPresent(why -> item.put("failure", ControlTable.text(why)));
        item.put(
                ControlTable.TTL,
                ControlTable.number(audit.createdAt().plus(KEPT).getEpochSecond()));
        table.call(
                "written",
                client -> client.putItem(put -> put.tableName(table.name()).item(item)));
    }

    @Override
    public Optional<StoredAudit> find(String id) {
        return table.get(PARTITION, id, true).map(item -> read(id, item));
    }

    private static StoredAudit read(String id, Map<String, AttributeValue> item) {
        return new StoredAudit(
                id,
                StoredAudit.State.valueOf(ControlTable.text(item, "state")),
                LocalDate.parse(ControlTable.text(item, "start")),
                LocalDate.parse(ControlTable.text(item, "end")),
                Boolean.TRUE.equals(item.getOrDefault("repair", AttributeValue.fromBool(false))
                        .bool()),
                Instant.parse(ControlTable.text(item, "createdAt")),
                ControlTable.instantOrNull(item, "startedAt"),
                ControlTable.instantOrNull(item, "finishedAt"),
                textOrNull(item, "result"),
                textOrNull(item, "failure"));
    }

    private static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? ControlTable.text(item, name) : null;
    }
}
