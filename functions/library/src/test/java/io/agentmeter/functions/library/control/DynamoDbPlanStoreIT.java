package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbPlanStoreIT implements PlanStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public PlanStore store() {
        return new DynamoDbPlanStore(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
