package io.agentmeter.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// The calculator against what DynamoDB Local reports for single writes, around the kilobytes where the price jumps.
class ItemSizeIT {
    private final DynamoDbClient client = DynamoDbLocalServer.shared().client();
    private final String table = DynamoDbLocalServer.shared().createTable(Table.ROLLUPS);

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 900, 1000, 1024, 1025, 2048, 2049, 5000, 40_000})
    void chargesAnItemAsDynamoDbDoes(int bytes) {
        Map<String, AttributeValue> empty = item(0);
        int padding = Math.max(0, bytes - ItemSize.of(empty));
        Map<String, AttributeValue> item = item(padding);

        assertThat(consumed(item)).isEqualTo(ItemSize.units(ItemSize.of(item)));
    }

    private static Map<String, AttributeValue> item(int padding) {
        return Map.of(
                "pk", AttributeValue.fromS("D#2026-11-20"),
                "sk", AttributeValue.fromS("cell#shöp#-#-"),
                "cost", AttributeValue.fromN("12.0345"),
                "requests", AttributeValue.fromN("1200"),
                "moving", AttributeValue.fromBool(true),
                "models", AttributeValue.fromSs(List.of("a", "bc")),
                "packed", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[padding])));
    }

    private int consumed(Map<String, AttributeValue> item) {
        return client.putItem(PutItemRequest.builder()
                        .tableName(table)
                        .item(item)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build())
                .consumedCapacity()
                .capacityUnits()
                .intValue();
    }
}
