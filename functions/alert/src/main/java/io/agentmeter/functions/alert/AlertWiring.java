package io.agentmeter.functions.alert;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.DailyThresholds;
import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.alerts.TopicChannel;
import io.agentmeter.functions.library.control.DynamoDbAlertStore;
import io.agentmeter.functions.library.control.DynamoDbDayMarks;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.functions.library.wiring.Clients;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Joins the parts of alert.
final class AlertWiring {
    static final String NAME = Functions.ALERT.label();

    private record Needs(
            String rollupsTable,
            String controlTable,
            String topicArn,
            OrganisationCalendar calendar,
            DailyThresholds thresholds,
            String dashboardUrl) {}

    private AlertWiring() {}

    static AlertService service(Map<String, String> environment) {
        Needs needs = Settings.read(
                environment,
                it -> new Needs(
                        it.rollupsTable(),
                        it.controlTable(),
                        it.alertTopicArn(),
                        it.calendar(),
                        it.dailyThresholds(),
                        it.dashboardUrl()));
        Clients clients = new Clients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        SnsClient sns =
                clients.configure(SnsClient.builder(), Clients.Service.SNS).build();
        return new AlertService(new AlertService.Parts(
                new DynamoDbRollupStore(dynamoDb, needs.rollupsTable()),
                new Alerts(
                        new DynamoDbAlertStore(dynamoDb, needs.controlTable()),
                        List.of(new TopicChannel(new SnsAlertSink(sns, needs.topicArn())))),
                new DynamoDbDayMarks(dynamoDb, needs.controlTable()),
                needs.calendar(),
                needs.thresholds(),
                needs.dashboardUrl()));
    }
}
