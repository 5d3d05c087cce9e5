package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbInFlightStoreIT implements InFlightStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public InFlightStore store() {
        return new DynamoDbInFlightStore(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
