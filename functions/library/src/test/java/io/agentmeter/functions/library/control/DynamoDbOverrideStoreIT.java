package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbOverrideStoreIT implements OverrideStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String table = dynamoDb.createTable(Table.CONTROL);
    private final OverrideStore store = new DynamoDbOverrideStore(dynamoDb.client(), table);

    @Override
    public OverrideStore store() {
        return store;
    }

    @Override
    public ChangeLog changes() {
        return new DynamoDbChangeLog(dynamoDb.client(), table);
    }
}
