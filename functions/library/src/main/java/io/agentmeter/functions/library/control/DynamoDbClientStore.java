package io.agentmeter.functions.library.control;

import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.ClientDirectory.Client;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Clients in the Control table: `pk` = `CLIENT`, `sk` = the id.
public final class DynamoDbClientStore implements ClientStore {
    private static final String PARTITION = "CLIENT";
    private static final String NAME = "name";
    private static final String PROJECTS = "projects";
    private static final String VERSION = "version";
    private static final String PROJECTS_VERSION = "projectsVersion";

    private final ControlTable table;

    public DynamoDbClientStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public boolean put(Client client, Change change) {
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PARTITION, client.id()));
        item.put(NAME, ControlTable.text(client.name()));
        item.put(
                PROJECTS,
                AttributeValue.fromL(
                        client.projects().stream().map(ControlTable::text).toList()));
        item.put(VERSION, ControlTable.number(client.version()));
        item.put(PROJECTS_VERSION, ControlTable.number(client.projectsVersion()));
        return table.wroteAll(
                table.putOver(item, VERSION, client.version() - 1), table.put(DynamoDbChangeLog.item(change)));
    }

    @Override
    public ClientDirectory directory(boolean strong) {
        QueryRequest.Builder request = QueryRequest.builder()
                .consistentRead(strong)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(PARTITION)));
        return ClientDirectory.of(table.query(request, Integer.MAX_VALUE).stream()
                .map(DynamoDbClientStore::read)
                .toList());
    }

    private static Client read(Map<String, AttributeValue> item) {
        List<String> projects = item.getOrDefault(PROJECTS, AttributeValue.fromL(List.of())).l().stream()
                .map(AttributeValue::s)
                .toList();
        return new Client(
                ControlTable.text(item, ControlTable.SK),
                ControlTable.text(item, NAME),
                projects,
                ControlTable.number(item, VERSION),
                // Rows from before it was told apart count every version.
                ControlTable.number(item, item.containsKey(PROJECTS_VERSION) ? PROJECTS_VERSION : VERSION));
    }
}
