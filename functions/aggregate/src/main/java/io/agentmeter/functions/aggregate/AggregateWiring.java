package io.agentmeter.functions.aggregate;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Clients;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.util.Map;

/// Joins the aggregator's parts.
final class AggregateWiring {
    private record Needs(String rollupsTable, OrganisationCalendar calendar, CostPolicy policy) {}

    private AggregateWiring() {}

    static AggregateService service(Map<String, String> environment) {
        Needs needs = Settings.read(environment, it -> new Needs(it.rollupsTable(), it.calendar(), it.costPolicy()));
        return new AggregateService(
                new DynamoDbRollupStore(new Clients(environment).dynamoDb(), needs.rollupsTable()),
                new Folding(needs.calendar(), new Pricer(PriceBook.standard(), needs.policy())));
    }
}
