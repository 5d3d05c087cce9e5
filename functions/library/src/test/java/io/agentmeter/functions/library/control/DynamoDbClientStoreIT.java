package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.budget.ClientDirectory.Client;
import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.control.Change.What;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbClientStoreIT implements ClientStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String table = dynamoDb.createTable(Table.CONTROL);
    private final ClientStore store = new DynamoDbClientStore(dynamoDb.client(), table);

    @Override
    public ClientStore store() {
        return store;
    }

    @Test
    void aRowThatDoesNotTellWhenProjectsChangedCountsEveryVersion() {
        dynamoDb.client()
                .putItem(put -> put.tableName(table)
                        .item(Map.of(
                                "pk", AttributeValue.fromS("CLIENT"),
                                "sk", AttributeValue.fromS("acme"),
                                "name", AttributeValue.fromS("Acme"),
                                "projects", AttributeValue.fromL(List.of(AttributeValue.fromS("shop"))),
                                "version", AttributeValue.fromN("4"))));
        Client old = store.directory(true).find("acme").orElseThrow();
        assertThat(old).isEqualTo(new Client("acme", "Acme", List.of("shop"), 4, 4));

        assertThat(store.put(old.changed("Acme Inc.", List.of("shop")), Admins.change(What.CLIENT, "acme", "changed")))
                .isTrue();
        assertThat(store.directory(true).projectsVersion()).isEqualTo(4);
    }
}
