package io.agentmeter.infra;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// What each setting is in this deployment. Every stage takes those its functions need and no other.
final class SettingValues {
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    SettingValues(DeploymentSettings settings, Tables tables, Buckets buckets, AlertTopics topics) {
        values.put(Setting.EVENTS_TABLE, tables.events().getTableName());
        values.put(Setting.ROLLUPS_TABLE, tables.rollups().getTableName());
        values.put(Setting.CONTROL_TABLE, tables.control().getTableName());
        values.put(Setting.REPORTS_BUCKET, buckets.reports().getBucketName());
        values.put(Setting.ALERT_TOPIC_ARN, topics.alerts().getTopicArn());
        values.put(Setting.ZONE, settings.zone());
        values.put(Setting.DAILY_THRESHOLDS, settings.dailyThresholds());
        values.put(Setting.COST_POLICY, settings.costPolicy());
        values.put(Setting.EVENT_WRITES, "statements");
        values.put(Setting.HOOK_LIMIT_MILLIS, "800");
        values.put(Setting.EARLY_HOLDS, "before_answer");
        values.put(Setting.RAW_RETENTION_DAYS, Integer.toString(settings.rawRetentionDays()));
        values.put(Setting.IDLE_GAP_MINUTES, Integer.toString(settings.idleGapMinutes()));
        values.put(Setting.VERSION, settings.version());
        if (settings.front() == Front.FUNCTION_URLS) {
            values.put(Setting.AUTHORIZE_IN_FUNCTION, "true");
        }
    }

    /// Known only once the front exists.
    void dashboardAt(String url) {
        values.put(Setting.DASHBOARD_URL, url);
    }

    /// The environment of a function that needs these; a setting without a value is left to its default.
    Map<String, String> of(Setting... needed) {
        Map<String, String> environment = new TreeMap<>();
        for (Setting setting : needed) {
            String value = values.getOrDefault(setting, "");
            if (!value.isEmpty()) {
                environment.put(setting.variable(), value);
            }
        }
        return environment;
    }
}
