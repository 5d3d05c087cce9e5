package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/// Watches spending: as cells change, as budgets change, and once a minute for whatever was missed. Publishes each
/// alert once.
final class Alert extends Construct {
    private final MeterFunction onChange;
    private final MeterFunction onBudget;
    private final MeterFunction sweep;

    Alert(Construct scope, MeterFunction.Common common, SettingValues values, Tables tables, AlertTopics topics) {
        super(scope, "Alert");
        this.onChange = adding(Functions.ALERT, common, values, tables, topics);
        this.onBudget = adding(Functions.BUDGET_WATCH, common, values, tables, topics);
        this.sweep = watching(
                Functions.ALERT_SWEEP,
                common,
                values.of(Setting.CONTROL_TABLE, Setting.ALERT_TOPIC_ARN, Setting.ZONE),
                tables,
                topics);
    }

    MeterFunction onChange() {
        return onChange;
    }

    /// Reads what a budget that was created or changed has spent already.
    MeterFunction onBudget() {
        return onBudget;
    }

    MeterFunction sweep() {
        return sweep;
    }

    private MeterFunction adding(
            Functions entry, MeterFunction.Common common, SettingValues values, Tables tables, AlertTopics topics) {
        MeterFunction function = watching(
                entry,
                common,
                values.of(
                        Setting.ROLLUPS_TABLE,
                        Setting.CONTROL_TABLE,
                        Setting.ALERT_TOPIC_ARN,
                        Setting.DASHBOARD_URL,
                        Setting.ZONE,
                        Setting.DAILY_THRESHOLDS),
                tables,
                topics);
        function.allow(
                List.of("dynamodb:Query", "dynamodb:BatchGetItem"),
                tables.rollups().getTableArn());
        return function;
    }

    private MeterFunction watching(
            Functions entry,
            MeterFunction.Common common,
            Map<String, String> environment,
            Tables tables,
            AlertTopics topics) {
        MeterFunction function = new MeterFunction(this, entry, common, environment);
        topics.allowTelling(function, tables);
        return function;
    }
}
