package io.agentmeter.functions.query;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.DynamoDbDayMarks;
import io.agentmeter.functions.library.control.DynamoDbReceipts;
import io.agentmeter.functions.library.files.S3FileStore;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Admissions;
import io.agentmeter.functions.library.wiring.Clients;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the function's parts.
final class QueryWiring {
    private record Needs(
            String rollupsTable,
            String controlTable,
            String reportsBucket,
            OrganisationCalendar calendar,
            int idleGapMinutes,
            boolean authorizeInFunction,
            String version) {
        static Needs of(Settings settings) {
            return new Needs(
                    settings.rollupsTable(),
                    settings.controlTable(),
                    settings.reportsBucket(),
                    settings.calendar(),
                    settings.idleGapMinutes(),
                    settings.authorizeInFunction(),
                    settings.version());
        }
    }

    private final Needs needs;
    private final Clients clients;
    private final DynamoDbClient dynamoDb;

    QueryWiring(Map<String, String> environment) {
        this.needs = Settings.read(environment, Needs::of);
        this.clients = new Clients(environment);
        this.dynamoDb = clients.dynamoDb();
    }

    HttpFront front() {
        return new HttpFront(
                Functions.QUERY,
                Admissions.of(needs.authorizeInFunction(), dynamoDb, needs.controlTable()),
                Log.of(Functions.QUERY.label()));
    }

    QueryRouter router() {
        String control = needs.controlTable();
        QueryStores stores = new QueryStores(
                new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                new DynamoDbReceipts(dynamoDb, control),
                new DynamoDbDayMarks(dynamoDb, control),
                S3FileStore.open(clients, needs.reportsBucket()));
        // Only the list price is asked of it, which no policy changes.
        Pricer pricer = new Pricer(PriceBook.standard(), CostPolicy.LIST);
        View view = new View(needs.calendar(), needs.idleGapMinutes(), LambdaEnvironment.clock());
        return new QueryRouter(stores, view, pricer, needs.version());
    }
}
