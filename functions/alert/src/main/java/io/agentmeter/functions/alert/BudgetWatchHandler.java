package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Lambda entry of the control table's stream: a budget or a client changed. Whoever changed it has added up what was
/// spent already; if that one died, it is done here, and what is reached is told.
public final class BudgetWatchHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final String CLIENT = "CLIENT";

    private final BudgetService service;
    private final InstantSource clock;
    private final Log log;
    private final Metrics metrics;

    public BudgetWatchHandler() {
        this(
                AlertWiring.budgets(LambdaEnvironment.current()),
                LambdaEnvironment.clock(),
                Log.of(Functions.BUDGET_WATCH.label()),
                Metrics.of(Functions.BUDGET_WATCH.label()));
    }

    BudgetWatchHandler(BudgetService service, InstantSource clock, Log log, Metrics metrics) {
        this.service = service;
        this.clock = clock;
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        for (DynamodbStreamRecord record : batch.getRecords()) {
            Map<String, AttributeValue> keys = record.getDynamodb().getKeys();
            try {
                int sent = RowChange.text(keys, "pk").equals(CLIENT)
                        ? service.clientsChanged(clock.instant())
                        : service.changed(RowChange.text(keys, "sk"), clock.instant());
                metrics.count(Metric.ALERTS_SENT, sent);
            } catch (StoreUnavailable e) {
                log.error("batch_given_back").fault(e).write();
                metrics.count(Metric.BATCH_FAILURES, 1);
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }
}
