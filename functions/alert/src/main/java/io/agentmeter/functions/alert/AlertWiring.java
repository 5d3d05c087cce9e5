package io.agentmeter.functions.alert;

import io.agentmeter.alert.DailyThresholds;
import io.agentmeter.alert.Screens;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.DynamoDbAlertSettingsStore;
import io.agentmeter.functions.library.control.DynamoDbAlertStore;
import io.agentmeter.functions.library.control.DynamoDbBudgetStore;
import io.agentmeter.functions.library.control.DynamoDbClientStore;
import io.agentmeter.functions.library.control.DynamoDbDayMarks;
import io.agentmeter.functions.library.control.DynamoDbSpendStore;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Admissions;
import io.agentmeter.functions.library.wiring.Clients;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Joins the parts of the alert functions.
final class AlertWiring {
    static final String NAME = Functions.ALERT.label();

    private record Needs(
            String rollupsTable, AlertSendingWiring messages, DailyThresholds thresholds, Screens screens) {
        static Needs of(Settings settings) {
            return new Needs(
                    settings.rollupsTable(),
                    AlertSendingWiring.of(settings),
                    settings.dailyThresholds(),
                    new Screens(settings.dashboardUrl()));
        }
    }

    private record RequestNeeds(AlertSendingWiring messages, boolean authorizeInFunction) {}

    private AlertWiring() {}

    static AlertService service(Map<String, String> environment) {
        Needs needs = Settings.read(environment, Needs::of);
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        Alerts alerts = needs.messages().alerts(clients, dynamoDb);
        return new AlertService(new AlertService.Parts(
                new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                alerts,
                new DynamoDbDayMarks(dynamoDb, needs.messages().controlTable()),
                needs.messages().calendar(),
                needs.thresholds(),
                budgets(needs, dynamoDb, alerts),
                needs.screens()));
    }

    static BudgetService budgets(Map<String, String> environment) {
        Needs needs = Settings.read(environment, Needs::of);
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        return budgets(needs, dynamoDb, needs.messages().alerts(clients, dynamoDb));
    }

    private static BudgetService budgets(Needs needs, DynamoDbClient dynamoDb, Alerts alerts) {
        String control = needs.messages().controlTable();
        return new BudgetService(new BudgetService.Parts(
                new BudgetBooks(new DynamoDbBudgetStore(dynamoDb, control), new DynamoDbClientStore(dynamoDb, control)),
                new DynamoDbSpendStore(dynamoDb, control),
                new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                alerts,
                needs.messages().calendar(),
                needs.screens(),
                LambdaEnvironment.clock()));
    }

    static Alerts sweep(Map<String, String> environment) {
        AlertSendingWiring messages = Settings.read(environment, AlertSendingWiring::of);
        Clients clients = new Clients(environment);
        return messages.alerts(clients, clients.dynamoDb());
    }

    static AlertsHandler.Parts requests(Map<String, String> environment) {
        RequestNeeds needs =
                Settings.read(environment, it -> new RequestNeeds(AlertSendingWiring.of(it), it.authorizeInFunction()));
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        String control = needs.messages().controlTable();
        AlertStore alerts = new DynamoDbAlertStore(dynamoDb, control);
        return new AlertsHandler.Parts(
                new HttpFront(
                        Functions.ALERTS,
                        Admissions.of(needs.authorizeInFunction(), dynamoDb, control),
                        Log.of(Functions.ALERTS.label())),
                alerts,
                new AlertAction(alerts),
                new SettingsAnswer(new DynamoDbAlertSettingsStore(dynamoDb, control)),
                new TestMessage(needs.messages().policy(clients, dynamoDb)),
                LambdaEnvironment.clock());
    }
}
