package io.agentmeter.functions.library.events;

import io.agentmeter.functions.library.StoreUnavailable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/// PartiQL batches: the only batched write in which each item has its own condition and fails alone.
final class DynamoDbStatementInserts implements EventInserts {
    private static final int STATEMENTS_PER_CALL = 25;

    private final DynamoDbClient client;
    private final String insert;

    DynamoDbStatementInserts(DynamoDbClient client, String table) {
        this.client = client;
        this.insert =
                "INSERT INTO \"" + table + "\" VALUE " + "{'pk': ?, 'k': ?, 's': ?, 't': ?, 'v': ?, 'e': ?, 'ttl': ?}";
    }

    @Override
    public Set<String> insert(List<EventItem> events) {
        Set<String> inserted = new HashSet<>();
        for (int from = 0; from < events.size(); from += STATEMENTS_PER_CALL) {
            List<EventItem> group = events.subList(from, Math.min(events.size(), from + STATEMENTS_PER_CALL));
            List<BatchStatementResponse> answers = client.batchExecuteStatement(statements -> statements.statements(
                            group.stream().map(this::statement).toList()))
                    .responses();
            for (int index = 0; index < group.size(); index++) {
                BatchStatementError error = answers.get(index).error();
                if (error == null) {
                    inserted.add(group.get(index).key());
                } else if (error.code() != BatchStatementErrorCodeEnum.DUPLICATE_ITEM && !isRetryable(error)) {
                    throw new StoreUnavailable(
                            "an event was not stored", new IllegalStateException(error.codeAsString()));
                }
            }
        }
        return inserted;
    }

    private static boolean isRetryable(BatchStatementError error) {
        return switch (error.code()) {
            case TRANSACTION_CONFLICT, THROTTLING_ERROR, PROVISIONED_THROUGHPUT_EXCEEDED, REQUEST_LIMIT_EXCEEDED ->
                true;
            default -> false;
        };
    }

    private BatchStatementRequest statement(EventItem event) {
        return BatchStatementRequest.builder()
                .statement(insert)
                .parameters(List.copyOf(event.attributes().values()))
                .build();
    }
}
