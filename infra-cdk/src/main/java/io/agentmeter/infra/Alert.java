package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Watches daily spending: as cells change, and once a minute for whatever was missed. Publishes each alert once.
final class Alert extends Construct {
    private final MeterFunction onChange;
    private final MeterFunction sweep;

    Alert(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, AlertTopics topics) {
        super(scope, "Alert");
        this.onChange = watching(
                Functions.ALERT,
                common,
                values,
                tables,
                topics,
                List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"));
        onChange.allow(List.of("dynamodb:Query"), tables.rollups().getTableArn());
        this.sweep = watching(
                Functions.ALERT_SWEEP,
                common,
                values,
                tables,
                topics,
                List.of(
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:Query",
                        "dynamodb:BatchGetItem"));
    }

    MeterFunction onChange() {
        return onChange;
    }

    MeterFunction sweep() {
        return sweep;
    }

    private MeterFunction watching(
            Functions entry,
            MeterFunction.Common common,
            SettingValues values,
            Tables tables,
            AlertTopics topics,
            List<String> controlActions) {
        MeterFunction function = new MeterFunction(
                this,
                entry,
                common,
                values.of(
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.ALERT_TOPIC_ARN,
                        Setting.DASHBOARD_URL,
                        Setting.ZONE,
                        Setting.DAILY_THRESHOLDS));
        function.allow(ControlGrants.withSecrets(tables.control(), controlActions));
        function.allow(List.of("sns:Publish"), topics.alerts().getTopicArn());
        return function;
    }
}
