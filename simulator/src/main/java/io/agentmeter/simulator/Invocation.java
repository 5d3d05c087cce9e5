package io.agentmeter.simulator;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.agentmeter.simulator.Calls.Caller;
import io.agentmeter.streams.BatchResult;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One run of the aggregator over one batch.
final class Invocation {
    private final List<StreamRecord> batch;
    private @Nullable Caller caller;
    private @Nullable StreamsEventResponse answer;

    Invocation(List<StreamRecord> batch) {
        this.batch = batch;
    }

    void runBy(Caller own) {
        caller = own;
    }

    Caller caller() {
        return Objects.requireNonNull(caller);
    }

    void answer(StreamsEventResponse given) {
        answer = given;
    }

    /// Whether its poller waits no longer, for whatever reason.
    boolean isOver() {
        return caller().isGivenUp() || caller().actor().isFinished();
    }

    BatchResult result() {
        if (caller().isGivenUp()) {
            return new BatchResult.Failed("it took too long");
        }
        StreamsEventResponse given = answer;
        if (given == null) {
            return new BatchResult.Failed("it died");
        }
        return BatchResult.ofFailures(
                given.getBatchItemFailures().stream()
                        .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                        .toList(),
                batch);
    }
}
