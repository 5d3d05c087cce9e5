package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbChangedDaysIT implements ChangedDaysContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final ChangedDays days = new DynamoDbChangedDays(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));

    @Override
    public ChangedDays days() {
        return days;
    }
}
