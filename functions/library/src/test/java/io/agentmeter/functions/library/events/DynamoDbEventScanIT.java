package io.agentmeter.functions.library.events;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbEventScanIT implements EventScanContract {
    private final DynamoDbClient client = DynamoDbLocalServer.shared().client();
    private final String table = DynamoDbLocalServer.shared().createTable(Table.EVENTS);

    @Override
    public EventScan scan() {
        return new DynamoDbEventScan(client, table, 4);
    }

    @Override
    public EventStore store() {
        return new DynamoDbEventStore(
                client, table, Duration.ofDays(90), InstantSource.system(), EventWrites.STATEMENTS);
    }
}
