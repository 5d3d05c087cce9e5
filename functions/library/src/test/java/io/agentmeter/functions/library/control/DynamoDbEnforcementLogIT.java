package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbEnforcementLogIT implements EnforcementLogContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public EnforcementLog log() {
        return new DynamoDbEnforcementLog(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
