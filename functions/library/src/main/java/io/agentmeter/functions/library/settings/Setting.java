package io.agentmeter.functions.library.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every setting of the functions: its name and what holds where it is not set. `docs/reference/settings.md` lists the
/// same; a test keeps them equal.
public enum Setting {
    EVENTS_TABLE(null),
    ROLLUPS_TABLE(null),
    CONTROL_TABLE(null),
    REPORTS_BUCKET(null),
    ALERT_TOPIC_ARN(null),
    DASHBOARD_URL(""),
    ZONE("UTC"),
    DAILY_THRESHOLDS(""),
    COST_POLICY("reported"),
    EVENT_WRITES("statements"),
    RAW_RETENTION_DAYS("90"),
    IDLE_GAP_MINUTES("5"),
    HOOK_LIMIT_MILLIS("800"),
    EARLY_HOLDS("before_answer"),
    AUTHORIZE_IN_FUNCTION("false"),
    VERSION("dev");

    private static final String PREFIX = "AGENTMETER_";

    private final @Nullable String whenAbsent;

    Setting(@Nullable String whenAbsent) {
        this.whenAbsent = whenAbsent;
    }

    /// Name of the environment variable.
    public String variable() {
        return PREFIX + name();
    }

    /// The default; empty for a setting that must be set wherever it is needed.
    public Optional<String> whenAbsent() {
        return Optional.ofNullable(whenAbsent);
    }
}
