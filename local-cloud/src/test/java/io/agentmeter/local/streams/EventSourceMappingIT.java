package io.agentmeter.local.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Streams;
import io.agentmeter.deployment.Streams.Subscription;
import io.agentmeter.local.dynamodb.DynamoDbLocal;
import io.agentmeter.local.dynamodb.LocalClients;
import io.agentmeter.local.dynamodb.Tables;
import io.agentmeter.local.files.Layout;
import io.agentmeter.local.lambda.FunctionFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class EventSourceMappingIT {
    private static final String EVENTS = Tables.name(Streams.Table.EVENTS);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @TempDir
    private static Path database;

    private static DynamoDbLocal local;
    private static DynamoDbClient tables;
    private static DynamoDbStreamsClient streams;

    @BeforeAll
    static void start() throws Exception {
        local = DynamoDbLocal.start(Layout.find(), database);
        tables = LocalClients.dynamoDb(local.endpoint());
        streams = LocalClients.streams(local.endpoint());
    }

    @BeforeEach
    void startWithAnEmptyStream() throws Exception {
        tables.listTables().tableNames().forEach(name -> tables.deleteTable(table -> table.tableName(name)));
        Tables.createMissing(tables);
        Files.createDirectories(folder.resolve("positions"));
    }

    @AfterAll
    static void stop() {
        streams.close();
        tables.close();
        local.close();
    }

    private static Subscription subscription(int batchSize, int lanes, int retries, String... filters) {
        return new Subscription(
                Streams.Table.EVENTS, Functions.AGGREGATE, batchSize, 0, lanes, retries, List.of(filters));
    }

    private EventSourceMapping mapping(Subscription subscription, RecordingInvoker invoker) {
        return EventSourceMapping.start(
                subscription, tables, streams, folder.resolve("positions"), invoker, failures(), Clock.systemUTC());
    }

    private FailureDestination failures() {
        return new FailureDestination(folder.resolve("failures"), Clock.systemUTC());
    }

    private void put(String item, String value) {
        tables.putItem(put -> put.tableName(EVENTS)
                .item(Map.of("pk", AttributeValue.fromS(item), "value", AttributeValue.fromS(value))));
    }

    private List<String> putItems(String prefix, int count) {
        List<String> items =
                IntStream.range(0, count).mapToObj(index -> prefix + index).toList();
        items.forEach(item -> put(item, "1"));
        return items;
    }

    private static void awaitDelivered(EventSourceMapping mapping, RecordingInvoker invoker, List<String> items) {
        await().atMost(LONGEST)
                .until(() -> mapping.isCaughtUp() && invoker.delivered().containsAll(items));
    }

    @Test
    void deliversEveryChangeOnceInOrderWithinTheBatchSize() {
        RecordingInvoker invoker = RecordingInvoker.acceptingEverything();
        List<String> items = putItems("e", 55);
        try (EventSourceMapping mapping = mapping(subscription(20, 1, -1), invoker)) {
            awaitDelivered(mapping, invoker, items);
        }
        assertThat(invoker.delivered()).containsExactlyElementsOf(items);
        assertThat(invoker.batches()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(20));
    }

    @Test
    void keepsTheOrderOfOneItemAlsoWithSeveralLanes() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        RecordingInvoker invoker = new RecordingInvoker((items, numbers) -> {
            for (int index = 0; index < items.size(); index++) {
                order.add(items.get(index) + ":" + numbers.get(index));
            }
            return "{}";
        });
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (int item = 0; item < 8; item++) {
                put("item" + item, "round" + round);
                expected.add("item" + item);
            }
        }
        try (EventSourceMapping mapping = mapping(subscription(3, 4, -1), invoker)) {
            await().atMost(LONGEST).until(() -> order.size() >= expected.size() && mapping.isCaughtUp());
        }
        for (int item = 0; item < 8; item++) {
            String prefix = "item" + item + ":";
            assertThat(order.stream().filter(entry -> entry.startsWith(prefix)))
                    .hasSize(10)
                    .isSorted();
        }
    }

    @Test
    void deliversOnlyWhatMatchesAFilter() {
        RecordingInvoker invoker = RecordingInvoker.acceptingEverything();
        putItems("skip", 5);
        List<String> wanted = putItems("cell#", 5);
        String filter = "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"cell#\"}]}}}}";
        try (EventSourceMapping mapping = mapping(subscription(10, 2, -1, filter), invoker)) {
            awaitDelivered(mapping, invoker, wanted);
        }
        assertThat(invoker.delivered()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void goesOnFromTheFirstRecordThatTheFunctionReports() {
        List<Boolean> failedOnce = new ArrayList<>();
        RecordingInvoker invoker = new RecordingInvoker((items, numbers) -> {
            int index = items.indexOf("e3");
            if (index >= 0 && failedOnce.isEmpty()) {
                failedOnce.add(true);
                return "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + numbers.getLast()
                        + "\"},{\"itemIdentifier\":\"" + numbers.get(index) + "\"}]}";
            }
            return "{}";
        });
        List<String> items = putItems("e", 10);
        try (EventSourceMapping mapping = mapping(subscription(100, 1, -1), invoker)) {
            awaitDelivered(mapping, invoker, items);
        }
        List<String> delivered = invoker.delivered();
        assertThat(delivered.stream().filter(item -> List.of("e0", "e1", "e2").contains(item)))
                .hasSize(3);
        assertThat(delivered.subList(delivered.size() - 7, delivered.size()))
                .containsExactlyElementsOf(items.subList(3, 10));
    }

    @Test
    void splitsAFailingBatchAndKeepsAsideTheRecordThatNeverSucceeds() throws Exception {
        RecordingInvoker invoker = new RecordingInvoker((items, _) -> {
            if (items.contains("e5")) {
                throw new FunctionFailure(Functions.AGGREGATE, "java.lang.IllegalStateException", "poison");
            }
            return "{}";
        });
        List<String> items = putItems("e", 8);
        try (EventSourceMapping mapping = mapping(subscription(100, 1, 1), invoker)) {
            awaitDelivered(mapping, invoker, items);
        }
        assertThat(invoker.batches())
                .contains(List.of("e5"))
                .contains(List.of("e4"))
                .contains(List.of("e6", "e7"));
        assertThat(failures().kept())
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file))
                        .contains("\\\"e5\\\"", "poison", "RetryAttemptsExhausted")
                        .doesNotContain("\\\"e4\\\""));
    }

    @Test
    void triesForEverWithoutARetryLimit() {
        RecordingInvoker invoker = new RecordingInvoker((_, _) -> "not json");
        putItems("e", 1);
        try (EventSourceMapping mapping = mapping(subscription(100, 1, -1), invoker)) {
            await().atMost(LONGEST).until(() -> invoker.batches().size() >= 4);
            assertThat(failures().kept()).isEmpty();
            invoker.behave((_, _) -> "{}");
            await().atMost(LONGEST).until(mapping::isCaughtUp);
        }
    }

    @Test
    void resumesAfterARestartWithoutLosingOrRepeatingWhatWasFinished() {
        List<String> first = putItems("a", 5);
        RecordingInvoker before = RecordingInvoker.acceptingEverything();
        try (EventSourceMapping mapping = mapping(subscription(10, 2, -1), before)) {
            awaitDelivered(mapping, before, first);
        }
        List<String> second = putItems("b", 5);
        RecordingInvoker after = RecordingInvoker.acceptingEverything();
        try (EventSourceMapping mapping = mapping(subscription(10, 2, -1), after)) {
            awaitDelivered(mapping, after, second);
        }
        assertThat(after.delivered()).containsExactlyInAnyOrderElementsOf(second);
    }

    @Test
    void deliversAgainWhatWasNotFinishedWhenItStopped() {
        RecordingInvoker before = new RecordingInvoker((_, _) -> {
            throw new FunctionFailure(Functions.AGGREGATE, "java.lang.IllegalStateException", "down");
        });
        List<String> items = putItems("e", 5);
        try (EventSourceMapping mapping = mapping(subscription(10, 1, -1), before)) {
            await().atMost(LONGEST).until(() -> !before.batches().isEmpty());
        }
        RecordingInvoker after = RecordingInvoker.acceptingEverything();
        try (EventSourceMapping mapping = mapping(subscription(10, 1, -1), after)) {
            awaitDelivered(mapping, after, items);
        }
        assertThat(after.delivered()).containsExactlyElementsOf(items);
    }

    @Test
    void startsFromTheOldestRecordWhenItsPositionIsUnknownToTheStream() throws Exception {
        List<String> items = putItems("e", 3);
        RecordingInvoker first = RecordingInvoker.acceptingEverything();
        try (EventSourceMapping mapping = mapping(subscription(10, 1, -1), first)) {
            awaitDelivered(mapping, first, items);
        }
        Path positions = folder.resolve("positions/UsageEvents-aggregate.json");
        Files.writeString(positions, Files.readString(positions).replaceAll("\"after\":\"\\d+\"", "\"after\":\"1\""));
        RecordingInvoker second = RecordingInvoker.acceptingEverything();
        try (EventSourceMapping mapping = mapping(subscription(10, 1, -1), second)) {
            awaitDelivered(mapping, second, items);
        }
    }

    @Test
    void goesOnWhenTheDatabaseWasKilled() throws Exception {
        RecordingInvoker invoker = RecordingInvoker.acceptingEverything();
        try (EventSourceMapping mapping = mapping(subscription(10, 2, -1), invoker)) {
            List<String> before = putItems("a", 5);
            awaitDelivered(mapping, invoker, before);
            local.kill();
            await().atMost(LONGEST)
                    .ignoreExceptions()
                    .until(() -> !putItems("b", 5).isEmpty());
            await().atMost(LONGEST).until(() -> invoker.delivered().containsAll(Arrays.asList("b0", "b4")));
        }
    }
}
