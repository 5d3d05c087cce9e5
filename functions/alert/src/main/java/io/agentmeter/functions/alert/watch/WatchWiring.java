package io.agentmeter.functions.alert.watch;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Screens;
import io.agentmeter.alert.watch.Notices;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.alert.AlertSendingWiring;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.control.AlertSettingsStore;
import io.agentmeter.functions.library.control.DynamoDbAlertSettingsStore;
import io.agentmeter.functions.library.control.DynamoDbAlertStore;
import io.agentmeter.functions.library.control.DynamoDbBudgetStore;
import io.agentmeter.functions.library.control.DynamoDbClientStore;
import io.agentmeter.functions.library.control.DynamoDbPlanStore;
import io.agentmeter.functions.library.control.DynamoDbRateLimitHits;
import io.agentmeter.functions.library.control.DynamoDbSpendStore;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Clients;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the parts of the function that looks around.
final class WatchWiring {
    static final String NAME = Functions.ALERT_WATCH.label();

    private record Needs(
            String rollupsTable,
            String controlTable,
            AlertSendingWiring sending,
            OrganisationCalendar calendar,
            Screens screens) {}

    private WatchWiring() {}

    static WatchService service(Map<String, String> environment) {
        Needs needs = Settings.read(
                environment,
                it -> new Needs(
                        it.rollupsTable(),
                        it.controlTable(),
                        AlertSendingWiring.of(it),
                        it.calendar(),
                        new Screens(it.dashboardUrl())));
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        String control = needs.controlTable();
        OrganisationCalendar calendar = needs.calendar();
        AlertSettingsStore settings = new DynamoDbAlertSettingsStore(dynamoDb, control);
        Notices notices = new Notices(needs.screens());
        PastDays days = new PastDays(new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()));
        Standings standings = new Standings(
                new BudgetBooks(new DynamoDbBudgetStore(dynamoDb, control), new DynamoDbClientStore(dynamoDb, control)),
                new DynamoDbSpendStore(dynamoDb, control),
                calendar);
        List<Watch> watches = List.of(
                new UsageWatch(days, settings, calendar, notices),
                new PlanWatch(
                        new DynamoDbPlanStore(dynamoDb, control),
                        new DynamoDbRateLimitHits(dynamoDb, control),
                        calendar,
                        notices),
                new ForecastWatch(standings, needs.screens()),
                new DigestWatch(new DigestWatch.Parts(
                        days,
                        standings,
                        new DynamoDbAlertStore(dynamoDb, control),
                        settings,
                        calendar,
                        needs.screens())));
        return new WatchService(watches, needs.sending().alerts(clients, dynamoDb), Log.of(NAME));
    }
}
