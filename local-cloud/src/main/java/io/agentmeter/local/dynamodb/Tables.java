package io.agentmeter.local.dynamodb;

import io.agentmeter.deployment.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/// The three tables of the data model, by role.
public final class Tables {
    private Tables() {}

    public static String name(Streams.Table table) {
        return switch (table) {
            case EVENTS -> "UsageEvents";
            case ROLLUPS -> "Rollups";
            case CONTROL -> "Control";
        };
    }

    /// Creates what is not there yet; what is there is left alone.
    public static void createMissing(DynamoDbClient client) {
        create(client, Streams.Table.EVENTS, List.of("pk"), StreamViewType.NEW_AND_OLD_IMAGES);
        create(client, Streams.Table.ROLLUPS, List.of("pk", "sk"), StreamViewType.NEW_AND_OLD_IMAGES);
        create(client, Streams.Table.CONTROL, List.of("pk", "sk"), StreamViewType.KEYS_ONLY);
    }

    private static void create(DynamoDbClient client, Streams.Table table, List<String> key, StreamViewType view) {
        StreamSpecification stream = StreamSpecification.builder()
                .streamEnabled(true)
                .streamViewType(view)
                .build();
        Optional<TableDescription> existing = find(client, name(table));
        if (existing.isPresent()) {
            if (existing.get().streamSpecification() == null) {
                client.updateTable(update -> update.tableName(name(table)).streamSpecification(stream));
            }
            return;
        }
        List<KeySchemaElement> schema = new ArrayList<>();
        List<AttributeDefinition> attributes = new ArrayList<>();
        for (String attribute : key) {
            KeyType type = schema.isEmpty() ? KeyType.HASH : KeyType.RANGE;
            schema.add(KeySchemaElement.builder()
                    .attributeName(attribute)
                    .keyType(type)
                    .build());
            attributes.add(AttributeDefinition.builder()
                    .attributeName(attribute)
                    .attributeType(ScalarAttributeType.S)
                    .build());
        }
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name(table))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(schema)
                .attributeDefinitions(attributes)
                .streamSpecification(stream);
        try {
            client.createTable(request.build());
        } catch (ResourceInUseException createdBefore) {
            return;
        }
        client.updateTimeToLive(UpdateTimeToLiveRequest.builder()
                .tableName(name(table))
                .timeToLiveSpecification(TimeToLiveSpecification.builder()
                        .attributeName("ttl")
                        .enabled(true)
                        .build())
                .build());
    }

    private static Optional<TableDescription> find(DynamoDbClient client, String name) {
        try {
            return Optional.of(
                    client.describeTable(describe -> describe.tableName(name)).table());
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }
}
