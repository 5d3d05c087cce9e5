package io.agentmeter.functions.library.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.alert.AlertSettings;
import io.agentmeter.alert.AlertSettingsJson;
import io.agentmeter.alert.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Alert settings in the Control table: `ALERT_SETTINGS`/`settings`, and each secret in a row of its own,
/// `SECRET#webhook`/`<id>`, because permissions are given by key: only who signs may read it.
public final class DynamoDbAlertSettingsStore implements AlertSettingsStore {
    private static final String PARTITION = "ALERT_SETTINGS";
    private static final String SORT = "settings";
    private static final String SECRETS = "SECRET#webhook";
    private static final String SECRET = "secret";
    private static final String JSON_TEXT = "settings";
    private static final String VERSION = "version";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ControlTable table;

    public DynamoDbAlertSettingsStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public AlertSettings read() {
        return table.get(PARTITION, SORT, true)
                .map(item -> settings(ControlTable.text(item, JSON_TEXT)))
                .orElse(AlertSettings.USUAL);
    }

    @Override
    public Optional<String> secret(String webhook) {
        return table.get(SECRETS, webhook, true).map(item -> ControlTable.text(item, SECRET));
    }

    @Override
    public boolean replace(AlertSettings before, AlertSettings after, Map<String, String> secrets, Change change) {
        Map<String, AttributeValue> row = new TreeMap<>(ControlTable.key(PARTITION, SORT));
        row.put(JSON_TEXT, ControlTable.text(AlertSettingsJson.write(after).toString()));
        row.put(VERSION, ControlTable.number(after.version()));
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(table.putOver(row, VERSION, before.version()));
        writes.add(table.put(DynamoDbChangeLog.item(change)));
        secrets.forEach((webhook, secret) -> {
            Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(SECRETS, webhook));
            item.put(SECRET, ControlTable.text(secret));
            writes.add(table.put(item));
        });
        Set<String> kept = after.webhooks().stream().map(Webhook::id).collect(Collectors.toSet());
        before.webhooks().stream()
                .map(Webhook::id)
                .filter(webhook -> !kept.contains(webhook))
                .forEach(webhook -> writes.add(TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table.name()).key(ControlTable.key(SECRETS, webhook)))
                        .build()));
        return table.wroteAll(writes.toArray(TransactWriteItem[]::new));
    }

    private static AlertSettings settings(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            // What is stored was checked when it came; a rule that is new since then must not make it unreadable.
            return AlertSettingsJson.stored(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the alert settings are not JSON", e);
        }
    }
}
