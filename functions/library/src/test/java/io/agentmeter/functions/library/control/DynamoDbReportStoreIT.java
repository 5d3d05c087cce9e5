package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbReportStoreIT implements ReportStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public ReportStore store() {
        return new DynamoDbReportStore(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
