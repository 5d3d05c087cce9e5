package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;

class DynamoDbAlertSettingsStoreIT implements AlertSettingsStoreContract {
    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
    private final String table = dynamoDb.createTable(Table.CONTROL);
    private final AlertSettingsStore store = new DynamoDbAlertSettingsStore(dynamoDb.client(), table);
    private final ChangeLog changes = new DynamoDbChangeLog(dynamoDb.client(), table);

    @Override
    public AlertSettingsStore store() {
        return store;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }
}
