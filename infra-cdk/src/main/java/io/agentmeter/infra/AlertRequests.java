package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Lists alerts, takes what people do about them and how they want to be told, and sends test messages.
final class AlertRequests extends Construct {
    private final MeterFunction function;

    AlertRequests(
            Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, AlertTopics topics) {
        super(scope, "AlertRequests");
        this.function = new MeterFunction(
                this,
                Functions.ALERTS,
                common,
                values.of(Setting.CONTROL_TABLE, Setting.ALERT_TOPIC_ARN, Setting.ZONE, Setting.AUTHORIZE_IN_FUNCTION));
        function.allow(ControlGrants.withSecrets(
                tables.control(),
                List.of(
                        "dynamodb:GetItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem")));
        function.allow(List.of("sns:Publish"), topics.alerts().getTopicArn());
    }

    MeterFunction function() {
        return function;
    }
}
