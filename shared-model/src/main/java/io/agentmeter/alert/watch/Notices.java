package io.agentmeter.alert.watch;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertId;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.alert.AlertScope;
import io.agentmeter.alert.Screens;
import io.agentmeter.alert.watch.Anomalies.Anomaly;
import io.agentmeter.alert.watch.Silences.Silence;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.plan.RateLimitHit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// Alerts about what was noticed. Each id says what it is about and when, so the same is told once.
///
/// @param screens what the alerts link to
public record Notices(Screens screens) {
    /// From this share on, people want to know how full a plan's window is.
    public static final BigDecimal FULL_PERCENT = BigDecimal.valueOf(80);

    public Alert of(Anomaly anomaly, Instant now) {
        Map<String, String> attributes = new TreeMap<>();
        if (anomaly.scope() != AlertScope.ALL) {
            attributes.put(anomaly.scope().label(), anomaly.key());
        }
        return Alert.of(
                "anomaly/" + anomaly.scope().label() + "/" + part(anomaly.key()) + "/" + anomaly.day(),
                AlertKind.ANOMALY,
                anomaly.whose() + ": $"
                        + anomaly.spent()
                                .dollars()
                                .setScale(2, RoundingMode.DOWN)
                                .toPlainString() + " on "
                        + anomaly.day() + " is unusual",
                anomaly.why(),
                attributes,
                now,
                screens.day(anomaly.day(), anomaly.scope(), anomaly.key()));
    }

    public Alert of(Silence silence, LocalDate day, Instant now) {
        return Alert.of(
                "source_silent/" + silence.source() + "/" + part(silence.user()) + "/" + day,
                AlertKind.SOURCE_SILENT,
                silence.title(),
                silence.why(),
                Map.of("user", silence.user()),
                now,
                screens.day(day, AlertScope.USER, silence.user()));
    }

    /// @param requests how many there are that nobody could price
    public Alert ofUnpricedModel(String model, long requests, LocalDate day, Instant now) {
        return Alert.of(
                "unpriced_model/" + part(model),
                AlertKind.UNPRICED_MODEL,
                "The model " + model + " has no price",
                requests + (requests == 1 ? " request" : " requests")
                        + " used it, and nobody knows what they cost: they are counted, and not in any sum of money.",
                Map.of("model", model),
                now,
                screens.model(day, model));
    }

    /// One a day and agent, however often it is refused.
    public Alert of(RateLimitHit hit, LocalDate day, Instant now) {
        String agent = hit.agent().isEmpty() ? "An agent" : hit.agent();
        return Alert.of(
                "rate_limit/" + part(hit.agent()) + "/" + day,
                AlertKind.RATE_LIMIT,
                agent + " reached a rate limit on " + day,
                "Its provider refused a request at " + hit.at()
                        + " because too much was asked; you are told of the first" + " time on a day.",
                Map.of("agent", hit.agent(), "session", hit.session()),
                now,
                screens.plans());
    }

    /// Once for each window of time, from [#FULL_PERCENT] on.
    public Alert ofPlanWindow(String account, PlanWindowName window, PlanReading reading, LocalDate day, Instant now) {
        String ends = reading.resetsAt().map(end -> " until " + end).orElse("");
        String which = reading.resetsAt().isPresent() ? Long.toString(reading.windowMinute()) : day.toString();
        return Alert.of(
                "plan_window/" + part(account) + "/" + window.text() + "/" + which,
                AlertKind.PLAN_WINDOW,
                "Plan " + account + ": " + reading.usedPercent().toPlainString() + " % of " + window.text() + " used",
                "The vendor said so at " + reading.at() + "; the window lasts"
                        + (ends.isEmpty() ? " for a while" : ends) + ", and you are told once from "
                        + FULL_PERCENT.toPlainString() + " % on.",
                Map.of("account", account, "window", window.text()),
                now,
                screens.plans());
    }

    /// @param differences how many places of the rollups or cubes are not what the events say
    public Alert ofAudit(LocalDate day, long differences, Instant now) {
        return Alert.of(
                "audit_difference/" + day,
                AlertKind.AUDIT_DIFFERENCE,
                "An audit found " + differences + (differences == 1 ? " difference" : " differences") + " on " + day,
                "What was added up for that day is not what its events say; an audit that was ordered with repair mends it.",
                Map.of("day", day.toString()),
                now,
                screens.day(day, AlertScope.ALL, ""));
    }

    private static String part(String name) {
        return name.isEmpty() ? "-" : AlertId.escaped(name);
    }
}
