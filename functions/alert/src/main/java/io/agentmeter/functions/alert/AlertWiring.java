package io.agentmeter.functions.alert;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.DailyThresholds;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.alert.webhook.WebhookCalls;
import io.agentmeter.functions.library.alerts.AlertPolicy;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.alerts.TopicChannel;
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
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Joins the parts of the alert functions.
final class AlertWiring {
    static final String NAME = Functions.ALERT.label();

    private record Needs(String rollupsTable, Messages messages, DailyThresholds thresholds, String dashboardUrl) {
        static Needs of(Settings settings) {
            return new Needs(
                    settings.rollupsTable(),
                    Messages.of(settings),
                    settings.dailyThresholds(),
                    settings.dashboardUrl());
        }
    }

    /// What sending takes.
    private record Messages(String controlTable, String topicArn, OrganisationCalendar calendar) {
        static Messages of(Settings settings) {
            return new Messages(settings.controlTable(), settings.alertTopicArn(), settings.calendar());
        }

        AlertPolicy policy(Clients clients, DynamoDbClient dynamoDb) {
            SnsClient sns =
                    clients.configure(SnsClient.builder(), Clients.Service.SNS).build();
            return new SettledPolicy(
                    new DynamoDbAlertSettingsStore(dynamoDb, controlTable),
                    calendar.zone(),
                    new TopicChannel(new SnsAlertSink(sns, topicArn)),
                    WebhookCalls.open());
        }

        Alerts alerts(Clients clients, DynamoDbClient dynamoDb) {
            return new Alerts(new DynamoDbAlertStore(dynamoDb, controlTable), policy(clients, dynamoDb));
        }
    }

    private record RequestNeeds(Messages messages, boolean authorizeInFunction) {}

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
                needs.dashboardUrl()));
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
                needs.dashboardUrl()));
    }

    static Alerts sweep(Map<String, String> environment) {
        Messages messages = Settings.read(environment, Messages::of);
        Clients clients = new Clients(environment);
        return messages.alerts(clients, clients.dynamoDb());
    }

    static AlertsHandler.Parts requests(Map<String, String> environment) {
        RequestNeeds needs =
                Settings.read(environment, it -> new RequestNeeds(Messages.of(it), it.authorizeInFunction()));
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
                Clock.systemUTC());
    }
}
