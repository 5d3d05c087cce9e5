package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbTokenStoreIT implements TokenStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public TokenStore store() {
        return new DynamoDbTokenStore(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
