package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbAlertStoreIT implements AlertStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final AlertStore store = new DynamoDbAlertStore(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));

    @Override
    public AlertStore store() {
        return store;
    }
}
