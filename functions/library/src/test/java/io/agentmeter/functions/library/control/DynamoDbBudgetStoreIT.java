package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbBudgetStoreIT implements BudgetStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String table = dynamoDb.createTable(Table.CONTROL);
    private final BudgetStore store = new DynamoDbBudgetStore(dynamoDb.client(), table);

    @Override
    public BudgetStore store() {
        return store;
    }

    @Override
    public ChangeLog changes() {
        return new DynamoDbChangeLog(dynamoDb.client(), table);
    }
}
