package io.agentmeter.infra;

/// The environment variables of the functions, as `docs/reference/settings.md` lists them.
enum Setting {
    EVENTS_TABLE,
    ROLLUPS_TABLE,
    CONTROL_TABLE,
    REPORTS_BUCKET,
    ALERT_TOPIC_ARN,
    DASHBOARD_URL,
    ZONE,
    DAILY_THRESHOLDS,
    COST_POLICY,
    EVENT_WRITES,
    RAW_RETENTION_DAYS,
    IDLE_GAP_MINUTES,
    HOOK_LIMIT_MILLIS,
    EARLY_HOLDS,
    VERSION,
    AUTHORIZE_IN_FUNCTION;

    String variable() {
        return "AGENTMETER_" + name();
    }
}
