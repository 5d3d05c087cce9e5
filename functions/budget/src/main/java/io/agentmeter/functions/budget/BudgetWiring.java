package io.agentmeter.functions.budget;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.DynamoDbBudgetStore;
import io.agentmeter.functions.library.control.DynamoDbChangeLog;
import io.agentmeter.functions.library.control.DynamoDbClientStore;
import io.agentmeter.functions.library.control.DynamoDbEnforcementLog;
import io.agentmeter.functions.library.control.DynamoDbOverrideStore;
import io.agentmeter.functions.library.control.DynamoDbSpendStore;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Admissions;
import io.agentmeter.functions.library.wiring.Clients;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the parts of the budget function.
record BudgetWiring(HttpFront front, BudgetParts parts) {
    private record Needs(
            String rollupsTable, String controlTable, OrganisationCalendar calendar, boolean authorizeInFunction) {}

    static BudgetWiring of(Map<String, String> environment) {
        Needs needs = Settings.read(
                environment,
                it -> new Needs(it.rollupsTable(), it.controlTable(), it.calendar(), it.authorizeInFunction()));
        DynamoDbClient dynamoDb = new Clients(environment).dynamoDb();
        String control = needs.controlTable();
        return new BudgetWiring(
                new HttpFront(
                        Functions.BUDGET,
                        Admissions.of(needs.authorizeInFunction(), dynamoDb, control),
                        Log.of(Functions.BUDGET.label())),
                new BudgetParts(
                        new DynamoDbBudgetStore(dynamoDb, control),
                        new DynamoDbClientStore(dynamoDb, control),
                        new DynamoDbOverrideStore(dynamoDb, control),
                        new DynamoDbSpendStore(dynamoDb, control),
                        new DynamoDbChangeLog(dynamoDb, control),
                        new DynamoDbEnforcementLog(dynamoDb, control),
                        new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                        needs.calendar(),
                        LambdaEnvironment.clock()));
    }
}
