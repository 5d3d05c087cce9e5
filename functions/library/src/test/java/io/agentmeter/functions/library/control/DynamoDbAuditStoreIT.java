package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbAuditStoreIT implements AuditStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public AuditStore store() {
        return new DynamoDbAuditStore(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
