package io.agentmeter.functions.library.rollups;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbRollupRowsIT implements RollupRowsContract {
    private final DynamoDbClient client = DynamoDbLocalServer.shared().client();
    private final String table = DynamoDbLocalServer.shared().createTable(Table.ROLLUPS);

    @Override
    public RollupStore store() {
        return new DynamoDbRollupStore(client, table);
    }

    @Override
    public RollupRows rows() {
        return new DynamoDbRollupRows(client, table);
    }

    @Test
    void aCellThatIsSpreadOverRowsIsCorrectedInItsFirst() {
        StoredUsage.put(store(), List.of(REQUEST));
        CellKey cell = rows().read(DAY).cells().firstKey();
        client.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "pk", AttributeValue.fromS("D#" + DAY),
                        "sk", AttributeValue.fromS(cell.text() + "#3"),
                        "requests", AttributeValue.fromN("5"))));
        DayRows.CellRows read = rows().read(DAY).cell(cell);
        assertThat(read.first().count(CounterNames.REQUESTS)).isEqualTo(1);
        assertThat(read.all().count(CounterNames.REQUESTS)).isEqualTo(6);

        Counters correction = Counters.of(Map.of(CounterNames.REQUESTS, BigDecimal.valueOf(-5)));
        assertThat(rows().correct(cell, read.first(), correction)).isEqualTo(RollupStore.Outcome.WRITTEN);

        assertThat(store().cells(DAY, true).get(cell)).isEqualTo(read.first());
    }
}
