package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.local.files.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a function said about a batch.
sealed interface BatchResult {
    record Processed() implements BatchResult {}

    /// Everything before `index` is processed; that record and all after it are not.
    record FailedFrom(int index, String reason) implements BatchResult {}

    record Failed(String reason) implements BatchResult {}

    /// Reads `{"batchItemFailures": [{"itemIdentifier": "<sequence number>"}]}`. As in Lambda, the lowest failed
    /// record decides,
    /// and an answer that names an unknown record, or none, is a failure of the whole batch.
    static BatchResult read(byte[] answer, List<Delivery> batch) {
        JsonNode failures;
        try {
            failures = Json.read(answer).path("batchItemFailures");
        } catch (IOException unreadable) {
            return new Failed("the answer is not JSON");
        }
        if (failures.isMissingNode() || failures.isNull() || failures.isEmpty()) {
            return new Processed();
        }
        List<String> sequenceNumbers =
                batch.stream().map(Delivery::sequenceNumber).toList();
        List<Integer> indexes = new ArrayList<>();
        for (JsonNode failure : failures) {
            int index = sequenceNumbers.indexOf(failure.path("itemIdentifier").asText(""));
            if (index < 0) {
                return new Failed("the answer names a record that is not in the batch");
            }
            indexes.add(index);
        }
        return new FailedFrom(
                indexes.stream().mapToInt(Integer::intValue).min().orElseThrow(), "reported by the function");
    }
}
