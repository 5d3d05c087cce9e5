package io.agentmeter.functions.plan;

import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.DynamoDbPlanStore;
import io.agentmeter.functions.library.control.DynamoDbRateLimitHits;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Admissions;
import io.agentmeter.functions.library.wiring.Clients;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the function's parts.
final class PlanWiring {
    private record Needs(String controlTable, boolean authorizeInFunction) {}

    private PlanWiring() {}

    static PlanHandler.Parts parts(Map<String, String> environment) {
        Needs needs = Settings.read(
                environment, settings -> new Needs(settings.controlTable(), settings.authorizeInFunction()));
        DynamoDbClient dynamoDb = new Clients(environment).dynamoDb();
        DynamoDbPlanStore plans = new DynamoDbPlanStore(dynamoDb, needs.controlTable());
        return new PlanHandler.Parts(
                new HttpFront(
                        Functions.PLAN,
                        Admissions.of(needs.authorizeInFunction(), dynamoDb, needs.controlTable()),
                        Log.of(Functions.PLAN.label())),
                plans,
                new DynamoDbRateLimitHits(dynamoDb, needs.controlTable()),
                new PlanTermsService(plans),
                LambdaEnvironment.clock());
    }
}
