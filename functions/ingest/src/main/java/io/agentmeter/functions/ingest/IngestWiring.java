package io.agentmeter.functions.ingest;

import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.control.DynamoDbReceipts;
import io.agentmeter.functions.library.control.DynamoDbTokenStore;
import io.agentmeter.functions.library.events.DynamoDbEventStore;
import io.agentmeter.functions.library.events.EventWrites;
import io.agentmeter.functions.library.events.RememberingEventStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.tokens.Gate;
import io.agentmeter.functions.library.wiring.Clients;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the parts of ingest.
final class IngestWiring {
    record Parts(HttpFront front, Delivery delivery) {}

    private record Needs(
            String eventsTable,
            String controlTable,
            Duration retention,
            EventWrites writes,
            boolean authorizeInFunction) {}

    private IngestWiring() {}

    static Parts parts(Map<String, String> environment) {
        Needs needs = Settings.read(
                environment,
                it -> new Needs(
                        it.eventsTable(),
                        it.controlTable(),
                        it.rawRetention(),
                        it.eventWrites(),
                        it.authorizeInFunction()));
        Clock clock = Clock.systemUTC();
        DynamoDbClient dynamoDb = new Clients(environment).dynamoDb();
        Admission admission = needs.authorizeInFunction()
                ? Admission.checking(new Gate(new DynamoDbTokenStore(dynamoDb, needs.controlTable()), clock))
                : Admission.believingAuthorizer();
        String name = Functions.INGEST.label();
        return parts(
                admission,
                new Delivery(
                        new IngestService(new RememberingEventStore(
                                new DynamoDbEventStore(
                                        dynamoDb, needs.eventsTable(), needs.retention(), clock, needs.writes()),
                                clock)),
                        new DynamoDbReceipts(dynamoDb, needs.controlTable()),
                        Metrics.of(name),
                        clock),
                Log.of(name));
    }

    static Parts parts(Admission admission, Delivery delivery, Log log) {
        HttpFront front = new HttpFront(
                Functions.INGEST,
                admission,
                log,
                (request, error) -> AnswerShape.of(request).error(error));
        return new Parts(front, delivery);
    }
}
