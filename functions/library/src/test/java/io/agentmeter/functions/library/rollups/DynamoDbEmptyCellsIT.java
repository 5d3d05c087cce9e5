package io.agentmeter.functions.library.rollups;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.rollup.CellKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbEmptyCellsIT implements EmptyCellsContract {
    private final DynamoDbClient client = DynamoDbLocalServer.shared().client();
    private final String table = DynamoDbLocalServer.shared().createTable(Table.ROLLUPS);

    @Override
    public EmptyCells emptyCells() {
        return new DynamoDbEmptyCells(client, table);
    }

    @Override
    public RollupStore store() {
        return new DynamoDbRollupStore(client, table);
    }

    @Override
    public boolean hasRow(CellKey key) {
        return client.getItem(get -> get.tableName(table)
                        .key(RollupItem.key(RollupItem.dayPk(key.day()), key.text()))
                        .consistentRead(true))
                .hasItem();
    }
}
