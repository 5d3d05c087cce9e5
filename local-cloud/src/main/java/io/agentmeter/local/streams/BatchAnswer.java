package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.local.files.Json;
import io.agentmeter.streams.BatchResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a function answered to a batch, as JSON.
final class BatchAnswer {
    private BatchAnswer() {}

    /// Reads `{"batchItemFailures": [{"itemIdentifier": "<sequence number>"}]}`.
    static BatchResult read(byte[] answer, List<Delivery> batch) {
        JsonNode failures;
        try {
            failures = Json.read(answer).path("batchItemFailures");
        } catch (IOException unreadable) {
            return new BatchResult.Failed("the answer is not JSON");
        }
        List<String> sequenceNumbers = new ArrayList<>();
        failures.forEach(
                failure -> sequenceNumbers.add(failure.path("itemIdentifier").asText("")));
        return BatchResult.ofFailures(sequenceNumbers, batch);
    }
}
