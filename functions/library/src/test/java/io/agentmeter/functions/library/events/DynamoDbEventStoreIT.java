package io.agentmeter.functions.library.events;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbEventStoreIT {
    @Nested
    class InStatements extends Stored {
        InStatements() {
            super(EventWrites.STATEMENTS);
        }
    }

    @Nested
    class InTransactions extends Stored {
        InTransactions() {
            super(EventWrites.TRANSACTIONS);
        }
    }

    private abstract static class Stored implements EventStoreContract {
        private final DynamoDbClient client = DynamoDbLocalServer.shared().client();
        private final String table = DynamoDbLocalServer.shared().createTable(Table.EVENTS);
        private final DynamoDbEventStore store;

        Stored(EventWrites writes) {
            store = new DynamoDbEventStore(client, table, Duration.ofDays(90), InstantSource.system(), writes);
        }

        @Override
        public EventStore store() {
            return store;
        }

        @Override
        public UsageEvent stored(UsageEvent event) {
            return EventItem.of(client.getItem(get -> get.tableName(table)
                                    .key(Map.of(
                                            "pk",
                                            AttributeValue.fromS(event.id().key())))
                                    .consistentRead(true))
                            .item())
                    .event();
        }
    }
}
