package io.agentmeter.functions.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.AuditStore;
import io.agentmeter.functions.library.control.StoredAudit;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Lambda entry of the Control table's stream: makes the audits that were ordered. If it dies, the stream starts it
/// again, and an audit may be made any number of times.
public final class AuditRunHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    record Parts(AuditService looking, AuditService repairing, AuditStore audits, AuditLog log, Clock clock) {}

    private final Parts parts;

    public AuditRunHandler() {
        this(AuditWiring.runs(LambdaEnvironment.current()));
    }

    AuditRunHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        batch.getRecords().forEach(record -> {
            AttributeValue key = record.getDynamodb().getKeys().get("sk");
            Optional.ofNullable(key)
                    .flatMap(id -> parts.audits().find(id.getS()))
                    .filter(audit -> audit.state() != StoredAudit.State.DONE)
                    .ifPresent(this::run);
        });
        return new StreamsEventResponse(List.of());
    }

    private void run(StoredAudit ordered) {
        StoredAudit running = ordered.running(parts.clock().instant());
        parts.audits().save(running);
        AuditOrder order = new AuditOrder(
                running.start().datesUntil(running.end().plusDays(1)).toList(), running.repair());
        try {
            AuditResult result = (running.repair() ? parts.repairing() : parts.looking()).run(order);
            parts.log().audited(running.id(), result);
            parts.audits()
                    .save(running.done(
                            parts.clock().instant(), AuditJson.of(result).toString()));
        } catch (StoreUnavailable e) {
            parts.log().failed(running.id(), e);
            parts.audits()
                    .save(running.failed(parts.clock().instant(), "storage did not answer in time; ask for it again"));
        }
    }
}
