package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import software.constructs.Construct;

/// Looks around every few minutes for what no threshold tells, and sends the day's summary.
final class AlertWatch extends Construct {
    private final MeterFunction function;

    AlertWatch(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, AlertTopics topics) {
        super(scope, "AlertWatch");
        this.function = new MeterFunction(
                this,
                Functions.ALERT_WATCH,
                common,
                values.of(
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.ALERT_TOPIC_ARN,
                        Setting.DASHBOARD_URL,
                        Setting.ZONE));
        function.allow(List.of("dynamodb:Query"), tables.rollups().getTableArn());
        topics.allowTelling(function, tables);
    }

    MeterFunction function() {
        return function;
    }
}
