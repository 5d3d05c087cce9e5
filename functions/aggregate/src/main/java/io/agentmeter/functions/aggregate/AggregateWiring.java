package io.agentmeter.functions.aggregate;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.control.DynamoDbRateLimitHits;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Clients;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the aggregator's parts.
final class AggregateWiring {
    private record Needs(String rollupsTable, String controlTable, OrganisationCalendar calendar, CostPolicy policy) {}

    private AggregateWiring() {}

    static AggregateHandler.Parts parts(Map<String, String> environment) {
        Needs needs = Settings.read(
                environment, it -> new Needs(it.rollupsTable(), it.controlTable(), it.calendar(), it.costPolicy()));
        DynamoDbClient dynamoDb = new Clients(environment).dynamoDb();
        return new AggregateHandler.Parts(
                new AggregateService(
                        new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                        new Folding(needs.calendar(), new Pricer(PriceBook.standard(), needs.policy()))),
                new DynamoDbRateLimitHits(dynamoDb, needs.controlTable()));
    }
}
