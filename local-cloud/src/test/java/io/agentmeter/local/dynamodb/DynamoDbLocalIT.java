package io.agentmeter.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentmeter.deployment.Streams;
import io.agentmeter.local.files.Layout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbLocalIT {
    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("e1"));

    @TempDir
    private Path folder;

    @Test
    void keepsDataAndPortWhenItsProcessIsKilled() throws Exception {
        try (DynamoDbLocal local = DynamoDbLocal.start(Layout.find(), folder.resolve("db"));
                DynamoDbClient client = LocalClients.dynamoDb(local.endpoint())) {
            Tables.createMissing(client);
            client.putItem(
                    put -> put.tableName(Tables.name(Streams.Table.EVENTS)).item(KEY));
            ProcessHandle killed = local.handle();

            assertThat(killed.destroyForcibly()).isTrue();

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> local.handle().pid() != killed.pid()
                            && client.getItem(get -> get.tableName(Tables.name(Streams.Table.EVENTS))
                                            .key(KEY))
                                    .hasItem());
        }
    }

    @Test
    void createsTablesOnceAndKeepsThemOnTheNextStart() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (DynamoDbLocal local = DynamoDbLocal.start(Layout.find(), folder.resolve("db"));
                    DynamoDbClient client = LocalClients.dynamoDb(local.endpoint())) {
                Tables.createMissing(client);
                assertThat(client.listTables().tableNames())
                        .containsExactlyInAnyOrder("UsageEvents", "Rollups", "Control");
            }
        }
    }

    @Test
    void looksForRecordsOfAStreamWithAnIndex() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (DynamoDbLocal local = DynamoDbLocal.start(Layout.find(), folder.resolve("db"));
                    DynamoDbClient client = LocalClients.dynamoDb(local.endpoint())) {
                assertThat(client.listTables().tableNames()).isEmpty();
            }
        }
        Path database = folder.resolve("db").resolve(DatabaseFile.NAME);
        Path log = database.resolveSibling(DatabaseFile.NAME + "-wal");
        String kept = Files.readString(database, StandardCharsets.ISO_8859_1)
                + (Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "");
        assertThat(kept).contains("INDEX agentmeter_records_of_shard ON us (ShardID)");
    }

    @Test
    void endsWhenItsParentDoes() throws Exception {
        ProcessHandle child;
        try (DynamoDbLocal local = DynamoDbLocal.start(Layout.find(), folder.resolve("db"))) {
            child = local.handle();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
    }
}
