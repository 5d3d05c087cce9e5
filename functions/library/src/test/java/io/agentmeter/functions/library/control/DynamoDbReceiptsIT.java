package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbReceiptsIT implements ReceiptsContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public Receipts receipts() {
        return new DynamoDbReceipts(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
