package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbDayMarksIT implements DayMarksContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public DayMarks marks() {
        return new DynamoDbDayMarks(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
