package io.agentmeter.streams;

import java.util.ArrayList;
import java.util.List;

/// What a function said about a batch.
public sealed interface BatchResult {
    record Processed() implements BatchResult {}

    /// Everything before `index` is processed; that record and all after it are not.
    record FailedFrom(int index, String reason) implements BatchResult {}

    record Failed(String reason) implements BatchResult {}

    /// What the sequence numbers that a function reported mean. As in Lambda, the lowest failed record decides, and
    /// an answer that names an unknown record is a failure of the whole batch.
    static BatchResult ofFailures(List<String> failures, List<? extends StreamItem> batch) {
        if (failures.isEmpty()) {
            return new Processed();
        }
        List<String> sequenceNumbers =
                batch.stream().map(StreamItem::sequenceNumber).toList();
        List<Integer> indexes = new ArrayList<>();
        for (String failure : failures) {
            int index = sequenceNumbers.indexOf(failure);
            if (index < 0) {
                return new Failed("the answer names a record that is not in the batch");
            }
            indexes.add(index);
        }
        return new FailedFrom(
                indexes.stream().mapToInt(Integer::intValue).min().orElseThrow(), "reported by the function");
    }
}
