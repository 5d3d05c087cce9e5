package io.agentmeter.functions.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.control.PlanReport;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The body of `POST /v1/plan-windows`. What is wrong of one window leaves the others.
///
/// @param rejected why, by the window or field that is wrong
record WindowsBody(PlanReport report, TreeMap<String, String> rejected) {
    private static final int MOST_WINDOWS = 20;
    /// A clock may be ahead by so much; what is further ahead happened now.
    private static final Duration AHEAD = Duration.ofMinutes(2);
    private static final Duration OLDEST_RESET = Duration.ofDays(400);
    private static final long LAST_SECOND_OF_SECONDS = 100_000_000_000L;

    /// @param owner of the token: the user of whoever names none
    static WindowsBody read(ObjectNode json, String owner, Instant now) {
        TreeMap<String, String> rejected = new TreeMap<>();
        String account = name(json, "account", rejected);
        if (account.isEmpty()) {
            rejected.putIfAbsent("account", "is missing");
        }
        String user = name(json, "user", rejected);
        String session = name(json, "session", rejected);
        Instant at = time(json, now, rejected);
        TreeMap<PlanWindowName, PlanReading> windows = new TreeMap<>();
        JsonNode given = json.path("windows");
        if (!given.isObject() || given.isEmpty()) {
            rejected.put("windows", "must be an object with at least one window");
        } else if (given.size() > MOST_WINDOWS) {
            rejected.put("windows", "has more than " + MOST_WINDOWS + " windows");
        } else {
            for (Map.Entry<String, JsonNode> window : given.properties()) {
                window(window.getKey(), window.getValue(), at, now, windows, rejected);
            }
        }
        return new WindowsBody(
                new PlanReport(account, user.isEmpty() ? owner : user, session.isEmpty() ? null : session, at, windows),
                rejected);
    }

    /// Whether there is something to store.
    boolean isUsable() {
        return !report.account().isEmpty() && !report.windows().isEmpty();
    }

    private static String name(ObjectNode json, String field, TreeMap<String, String> rejected) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        Optional<String> name = value.isTextual() ? PlainName.of(value.textValue()) : Optional.empty();
        if (name.isEmpty()) {
            rejected.put(field, PlainName.RULE);
        }
        return name.orElse("");
    }

    private static Instant time(ObjectNode json, Instant now, TreeMap<String, String> rejected) {
        JsonNode given = json.path("at");
        if (given.isMissingNode() || given.isNull()) {
            return now;
        }
        Optional<Instant> at = instant(given);
        if (at.isEmpty() || at.get().isBefore(now.minus(PlanStore.KEPT))) {
            rejected.put("at", "must be a time such as 2026-11-22T09:15:04Z of the last 35 days");
            return now;
        }
        return at.get().isAfter(now.plus(AHEAD)) ? now : at.get();
    }

    private static void window(
            String text,
            JsonNode json,
            Instant at,
            Instant now,
            TreeMap<PlanWindowName, PlanReading> windows,
            TreeMap<String, String> rejected) {
        Optional<PlanWindowName> name = PlanWindowName.of(text);
        if (name.isEmpty()) {
            rejected.put("windows", "has a name that is not 1 to 64 letters, digits, _ . : -");
            return;
        }
        String field = "windows." + text;
        Optional<BigDecimal> used = percent(either(json, "usedPercent", "used_percentage"));
        if (used.isEmpty()) {
            rejected.put(field + ".usedPercent", "must be a number from 0 to " + PlanReading.MOST_PERCENT);
            return;
        }
        JsonNode reset = either(json, "resetsAt", "resets_at");
        Optional<Instant> resetsAt = instant(reset).filter(end -> end.isAfter(now.minus(OLDEST_RESET)));
        PlanReading reading = new PlanReading(used.get(), resetsAt.orElse(null), at);
        boolean isUnread = resetsAt.isEmpty() && !reset.isMissingNode() && !reset.isNull();
        if (isUnread || !name.get().canBe(reading, now)) {
            rejected.put(
                    field + ".resetsAt",
                    "must be epoch seconds or a time such as 2026-11-22T15:00:00Z, at most "
                            + name.get().longest().toDays() + " days from now");
            return;
        }
        windows.put(name.get(), reading);
    }

    /// Our own spelling, or the one of the status line.
    private static JsonNode either(JsonNode json, String ours, String vendors) {
        return json.has(ours) ? json.path(ours) : json.path(vendors);
    }

    private static Optional<BigDecimal> percent(JsonNode json) {
        return DecimalText.of(json).filter(used -> used.signum() >= 0 && used.compareTo(PlanReading.MOST_PERCENT) <= 0);
    }

    private static Optional<Instant> instant(JsonNode json) {
        Optional<BigDecimal> number = DecimalText.of(json);
        if (number.isPresent()) {
            long seconds = number.get().longValue();
            return seconds > 0 && seconds < LAST_SECOND_OF_SECONDS
                    ? Optional.of(Instant.ofEpochSecond(seconds))
                    : Optional.empty();
        }
        try {
            return json.isTextual() ? Optional.of(Instant.parse(json.textValue())) : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
