package io.agentmeter.functions.ingest;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.brake.BesideAnswer;
import io.agentmeter.functions.library.brake.Brake;
import io.agentmeter.functions.library.brake.BrakeStores;
import io.agentmeter.functions.library.brake.EarlyHolds;
import io.agentmeter.functions.library.brake.Enforcements;
import io.agentmeter.functions.library.brake.PlansNow;
import io.agentmeter.functions.library.brake.SimilarTasks;
import io.agentmeter.functions.library.brake.WorkNow;
import io.agentmeter.functions.library.control.DynamoDbBudgetStore;
import io.agentmeter.functions.library.control.DynamoDbClientStore;
import io.agentmeter.functions.library.control.DynamoDbEnforcementLog;
import io.agentmeter.functions.library.control.DynamoDbInFlightStore;
import io.agentmeter.functions.library.control.DynamoDbOverrideStore;
import io.agentmeter.functions.library.control.DynamoDbPlanStore;
import io.agentmeter.functions.library.control.DynamoDbReceipts;
import io.agentmeter.functions.library.control.DynamoDbSpendStore;
import io.agentmeter.functions.library.control.DynamoDbTokenStore;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.functions.library.control.Receipts;
import io.agentmeter.functions.library.events.DynamoDbEventStore;
import io.agentmeter.functions.library.events.EventWrites;
import io.agentmeter.functions.library.events.RememberingEventStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.tokens.Gate;
import io.agentmeter.functions.library.wiring.Clients;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the parts of ingest.
final class IngestWiring {
    record Parts(HttpFront front, Delivery delivery, Hooks hooks, Mcp mcp, BudgetAnswers budgets) {}

    /// @param hookLimit how long an agent that asks may be kept waiting
    record Rules(OrganisationCalendar calendar, Duration hookLimit, EarlyHolds earlyHolds, String version) {}

    private record Needs(
            String eventsTable,
            String rollupsTable,
            String controlTable,
            Duration retention,
            EventWrites writes,
            Rules rules,
            boolean authorizeInFunction) {}

    private IngestWiring() {}

    static Parts parts(Map<String, String> environment) {
        Needs needs = Settings.read(
                environment,
                it -> new Needs(
                        it.eventsTable(),
                        it.rollupsTable(),
                        it.controlTable(),
                        it.rawRetention(),
                        it.eventWrites(),
                        new Rules(it.calendar(), it.hookLimit(), it.earlyHolds(), it.version()),
                        it.authorizeInFunction()));
        Clock clock = LambdaEnvironment.clock();
        DynamoDbClient dynamoDb = new Clients(environment).dynamoDb();
        Admission admission = needs.authorizeInFunction()
                ? Admission.checking(new Gate(new DynamoDbTokenStore(dynamoDb, needs.controlTable()), clock))
                : Admission.believingAuthorizer();
        String name = Functions.INGEST.label();
        Parts parts = parts(
                admission,
                new IngestService(new RememberingEventStore(
                        new DynamoDbEventStore(dynamoDb, needs.eventsTable(), needs.retention(), clock, needs.writes()),
                        clock)),
                new DynamoDbReceipts(dynamoDb, needs.controlTable()),
                stores(dynamoDb, needs),
                new DynamoDbPlanStore(dynamoDb, needs.controlTable()),
                needs.rules(),
                Metrics.of(name),
                Log.of(name),
                clock);
        parts.hooks().prepare();
        return parts;
    }

    private static BrakeStores stores(DynamoDbClient dynamoDb, Needs needs) {
        return new BrakeStores(
                new DynamoDbBudgetStore(dynamoDb, needs.controlTable()),
                new DynamoDbClientStore(dynamoDb, needs.controlTable()),
                new DynamoDbOverrideStore(dynamoDb, needs.controlTable()),
                new DynamoDbSpendStore(dynamoDb, needs.controlTable()),
                new DynamoDbInFlightStore(dynamoDb, needs.controlTable()),
                new DynamoDbEnforcementLog(dynamoDb, needs.controlTable()),
                new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()));
    }

    private static Executor early(EarlyHolds holds, Metrics metrics, Log log) {
        return switch (holds) {
            case BEFORE_ANSWER -> Runnable::run;
            case BESIDE_ANSWER ->
                new BesideAnswer(fault -> {
                    metrics.count(Metric.BRAKE_UNAVAILABLE, 1);
                    log.error("hold_not_written").fault(fault).write();
                });
        };
    }

    static Parts parts(
            Admission admission,
            IngestService service,
            Receipts receipts,
            BrakeStores stores,
            PlanStore plans,
            Rules rules,
            Metrics metrics,
            Log log,
            InstantSource clock) {
        Brake brake = new Brake(stores, rules.calendar(), clock, early(rules.earlyHolds(), metrics, log));
        Enforcements enforcements = new Enforcements(stores.enforcements(), rules.calendar());
        Hooks hooks = new Hooks(brake, enforcements, rules.hookLimit(), metrics, log, clock);
        HttpFront front = new HttpFront(
                Functions.INGEST,
                admission,
                log,
                (request, error) -> AnswerShape.of(request).error(error));
        return new Parts(
                front,
                new Delivery(service, receipts, hooks, metrics, clock),
                hooks,
                new Mcp(new CheckBudget(hooks, rules.hookLimit()), rules.version()),
                new BudgetAnswers(
                        brake,
                        new SimilarTasks(stores.rollups(), rules.calendar()),
                        new WorkNow(stores.rollups(), rules.calendar()),
                        new PlansNow(plans),
                        clock));
    }
}
