package io.agentmeter.functions.library.settings;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.DailyThresholds;
import io.agentmeter.alert.ThresholdText;
import io.agentmeter.functions.library.brake.EarlyHolds;
import io.agentmeter.functions.library.events.EventWrites;
import io.agentmeter.slice.CostPolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads a function's settings once, at start. A function asks only for those it needs, and all problems are reported
/// together:
///
/// ```java
/// record Needs(String eventsTable, Duration rawRetention) {}
/// Needs needs = Settings.read(LambdaEnvironment.current(), it -> new Needs(it.eventsTable(), it.rawRetention()));
/// ```
///
/// While one of them is wrong, the others still answer, so that reading goes on; what was read is then thrown away.
public final class Settings {
    private static final Instant ANY_RECENT_TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @throws InvalidSettings naming every problem among the settings that were asked for
    public static <T> T read(Map<String, String> environment, Function<Settings, T> needs) {
        Settings settings = new Settings(environment);
        T read = needs.apply(settings);
        if (!settings.problems.isEmpty()) {
            throw new InvalidSettings(settings.problems);
        }
        return read;
    }

    public String eventsTable() {
        return required(Setting.EVENTS_TABLE, "the name of the UsageEvents table");
    }

    public String rollupsTable() {
        return required(Setting.ROLLUPS_TABLE, "the name of the Rollups table");
    }

    public String controlTable() {
        return required(Setting.CONTROL_TABLE, "the name of the Control table");
    }

    public String reportsBucket() {
        return required(Setting.REPORTS_BUCKET, "the name of the bucket of cubes and exports");
    }

    public String alertTopicArn() {
        String arn = required(Setting.ALERT_TOPIC_ARN, "the ARN of the SNS topic of alerts");
        if (!arn.isEmpty() && !arn.startsWith("arn:")) {
            wrong(Setting.ALERT_TOPIC_ARN, "is not an ARN", "Use the topic's ARN, as in arn:aws:sns:eu-west-1:...");
        }
        return arn;
    }

    /// Where the dashboard is, without a slash at the end; empty if nobody said.
    public String dashboardUrl() {
        String url = value(Setting.DASHBOARD_URL);
        if (!url.isEmpty() && !url.startsWith("https://") && !url.startsWith("http://")) {
            wrong(Setting.DASHBOARD_URL, "is not a web address", "Begin it with https://, or leave it empty.");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public OrganisationCalendar calendar() {
        return new OrganisationCalendar(zone());
    }

    private ZoneId zone() {
        try {
            ZoneId zone = ZoneId.of(value(Setting.ZONE));
            if (zone.getRules().getOffset(ANY_RECENT_TIME).getTotalSeconds() % 900 == 0) {
                return zone;
            }
            wrong(Setting.ZONE, "is not a whole number of quarter-hours from UTC", "Use a zone that people live in.");
        } catch (DateTimeException unknown) {
            wrong(Setting.ZONE, "is not a time zone", "Use a name such as UTC, Europe/Zurich or America/New_York.");
        }
        return ZoneOffset.UTC;
    }

    public DailyThresholds dailyThresholds() {
        ThresholdText text = ThresholdText.parse(value(Setting.DAILY_THRESHOLDS));
        for (String problem : text.problems()) {
            problems.add(Setting.DAILY_THRESHOLDS.variable() + ": " + problem
                    + ". Write thresholds like all=50,project=10,project/shop=1.00.");
        }
        return text.thresholds();
    }

    public CostPolicy costPolicy() {
        Optional<CostPolicy> policy = CostPolicy.ofLabel(value(Setting.COST_POLICY));
        if (policy.isEmpty()) {
            wrong(Setting.COST_POLICY, "is not a cost policy", "Use reported or list.");
        }
        return policy.orElse(CostPolicy.REPORTED);
    }

    public EventWrites eventWrites() {
        Optional<EventWrites> writes = EventWrites.ofLabel(value(Setting.EVENT_WRITES));
        if (writes.isEmpty()) {
            wrong(Setting.EVENT_WRITES, "is not a way to write events", "Use statements or transactions.");
        }
        return writes.orElse(EventWrites.STATEMENTS);
    }

    public Duration rawRetention() {
        return Duration.ofDays(number(Setting.RAW_RETENTION_DAYS, 1, 3_650));
    }

    public int idleGapMinutes() {
        return number(Setting.IDLE_GAP_MINUTES, 0, 60);
    }

    /// How long an agent that asks whether it may go on is kept waiting at most.
    public Duration hookLimit() {
        return Duration.ofMillis(number(Setting.HOOK_LIMIT_MILLIS, 50, 20_000));
    }

    public EarlyHolds earlyHolds() {
        Optional<EarlyHolds> holds = EarlyHolds.ofLabel(value(Setting.EARLY_HOLDS));
        if (holds.isEmpty()) {
            wrong(Setting.EARLY_HOLDS, "is not a time to write holds", "Use before_answer or beside_answer.");
        }
        return holds.orElse(EarlyHolds.BEFORE_ANSWER);
    }

    /// Whether a function checks the caller's token itself, because nothing in front of it does.
    public boolean authorizeInFunction() {
        String value = value(Setting.AUTHORIZE_IN_FUNCTION);
        if (!value.equals("true") && !value.equals("false")) {
            wrong(Setting.AUTHORIZE_IN_FUNCTION, "is neither true nor false", "Use one of them.");
        }
        return value.equals("true");
    }

    public String version() {
        return value(Setting.VERSION);
    }

    private int number(Setting setting, int least, int most) {
        String value = value(setting);
        if (value.matches("\\d{1,6}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        wrong(setting, "is not possible", "Use a whole number from " + least + " to " + most + ".");
        return least;
    }

    private String required(Setting setting, String meaning) {
        String value = value(setting);
        if (value.isEmpty()) {
            problems.add(setting.variable() + " is not set. Set it to " + meaning + ".");
        }
        return value;
    }

    private String value(Setting setting) {
        String value = environment.getOrDefault(setting.variable(), "").strip();
        return value.isEmpty() ? setting.whenAbsent().orElse("") : value;
    }

    private void wrong(Setting setting, String what, String next) {
        problems.add(setting.variable() + " is \"" + value(setting) + "\", which " + what + ". " + next);
    }
}
