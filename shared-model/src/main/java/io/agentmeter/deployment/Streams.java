package io.agentmeter.deployment;

import java.util.List;

/// Which function reads which table's stream, and how. AWS allows two readers per stream.
public final class Streams {
    /// A table by role.
    public enum Table {
        EVENTS,
        ROLLUPS,
        CONTROL
    }

    /// @param filters Lambda event-source filter patterns (JSON); a record matching any of them is delivered
    /// @param batchingWindowSeconds how long the poller may wait to fill a batch
    /// @param parallelizationFactor concurrent batches per shard, order kept per item
    public record Subscription(
            Table table,
            Functions function,
            int batchSize,
            int batchingWindowSeconds,
            int parallelizationFactor,
            int retries,
            List<String> filters) {}

    private static final List<Subscription> ALL = List.of(
            new Subscription(
                    Table.EVENTS,
                    Functions.AGGREGATE,
                    500,
                    0,
                    2,
                    -1,
                    List.of("{\"eventName\":[\"INSERT\",\"MODIFY\"]}")),
            new Subscription(
                    Table.ROLLUPS,
                    Functions.ALERT,
                    500,
                    0,
                    1,
                    -1,
                    List.of(
                            "{\"eventName\":[\"INSERT\",\"MODIFY\"],\"dynamodb\":{\"Keys\":{\"sk\":{\"S\":[{\"prefix\":\"cell#\"},{\"prefix\":\"session#\"}]}}}}")),
            new Subscription(
                    Table.CONTROL,
                    Functions.AUDIT_RUN,
                    1,
                    0,
                    1,
                    1,
                    List.of("{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[\"AUDIT\"]}}}}")),
            new Subscription(
                    Table.CONTROL,
                    Functions.BUDGET_WATCH,
                    10,
                    0,
                    1,
                    -1,
                    List.of(
                            "{\"eventName\":[\"INSERT\",\"MODIFY\"],\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[\"BUDGET\",\"CLIENT\"]}}}}")));

    private Streams() {}

    public static List<Subscription> all() {
        return ALL;
    }
}
