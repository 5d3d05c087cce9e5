package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbChangeLogIT implements ChangeLogContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String table = dynamoDb.createTable(Table.CONTROL);

    @Override
    public ChangeLog changes() {
        return new DynamoDbChangeLog(dynamoDb.client(), table);
    }
}
