package io.agentmeter.functions.alert;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.alert.webhook.WebhookCalls;
import io.agentmeter.functions.library.alerts.AlertPolicy;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.control.DynamoDbAlertSettingsStore;
import io.agentmeter.functions.library.control.DynamoDbAlertStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Clients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// The settings that sending takes, and what is built from them.
public record AlertSendingWiring(String controlTable, String topicArn, OrganisationCalendar calendar) {
    public static AlertSendingWiring of(Settings settings) {
        return new AlertSendingWiring(settings.controlTable(), settings.alertTopicArn(), settings.calendar());
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

    public Alerts alerts(Clients clients, DynamoDbClient dynamoDb) {
        return new Alerts(new DynamoDbAlertStore(dynamoDb, controlTable), policy(clients, dynamoDb));
    }
}
