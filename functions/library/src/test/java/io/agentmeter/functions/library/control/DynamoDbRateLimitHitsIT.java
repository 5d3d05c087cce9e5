package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbRateLimitHitsIT implements RateLimitHitsContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Override
    public RateLimitHits hits() {
        return new DynamoDbRateLimitHits(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
    }
}
