package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbClientStoreIT implements ClientStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String table = dynamoDb.createTable(Table.CONTROL);
    private final ClientStore store = new DynamoDbClientStore(dynamoDb.client(), table);

    @Override
    public ClientStore store() {
        return store;
    }
}
