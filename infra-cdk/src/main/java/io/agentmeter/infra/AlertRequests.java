package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
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
        topics.allowTelling(function, tables);
    }

    MeterFunction function() {
        return function;
    }
}
