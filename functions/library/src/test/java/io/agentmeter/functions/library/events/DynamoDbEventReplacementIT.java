package io.agentmeter.functions.library.events;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbEventReplacementIT implements EventReplacementContract {
    private final DynamoDbClient client = DynamoDbLocalServer.shared().client();
    private final String table = DynamoDbLocalServer.shared().createTable(Table.EVENTS);

    @Override
    public EventReplacement replacement() {
        return new DynamoDbEventReplacement(client, table);
    }

    @Override
    public EventStore store() {
        return new DynamoDbEventStore(
                client, table, Duration.ofDays(90), InstantSource.system(), EventWrites.STATEMENTS);
    }

    @Override
    public EventScan scan() {
        return new DynamoDbEventScan(client, table, 2);
    }
}
