package io.agentmeter.functions.library.rollups;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbRollupStoreIT implements RollupStoreContract {
    private final DynamoDbRollupStore store = new DynamoDbRollupStore(
            DynamoDbLocalServer.shared().client(), DynamoDbLocalServer.shared().createTable(Table.ROLLUPS));

    @Override
    public RollupStore store() {
        return store;
    }
}
