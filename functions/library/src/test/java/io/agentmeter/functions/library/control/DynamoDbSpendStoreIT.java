package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbSpendStoreIT implements SpendStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String table = dynamoDb.createTable(Table.CONTROL);
    private final SpendStore store = new DynamoDbSpendStore(dynamoDb.client(), table);

    @Override
    public SpendStore store() {
        return store;
    }
}
