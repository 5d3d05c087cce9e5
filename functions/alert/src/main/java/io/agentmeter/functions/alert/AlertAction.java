package io.agentmeter.functions.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.functions.library.control.StoredAlert.Answer;
import io.agentmeter.functions.library.control.StoredAlert.State;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `POST /v1/alerts/actions`: a person acknowledges, snoozes or resolves an alert.
final class AlertAction {
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(31);
    private static final int LONGEST_ID = 1_000;

    private final AlertStore alerts;

    AlertAction(AlertStore alerts) {
        this.alerts = alerts;
    }

    HttpAnswer take(byte[] body, String by, Instant now) {
        return JsonBody.read(body, json -> take(json, by, now));
    }

    private HttpAnswer take(JsonNode json, String by, Instant now) {
        Map<String, String> problems = new LinkedHashMap<>();
        String id = json.path("id").asText("");
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            problems.put("id", "must be an alert's id");
        }
        Optional<State> state = state(json.path("action").asText(""));
        if (state.isEmpty()) {
            problems.put("action", "must be acknowledge, snooze or resolve");
        }
        Instant until = until(json.path("until"), state.orElse(State.SENT), now, problems);
        if (!problems.isEmpty()) {
            return JsonBody.invalid("invalid_action", "the action makes no sense", problems);
        }
        boolean taken = alerts.answer(id, new Answer(state.orElseThrow(), by, now, until));
        Optional<StoredAlert> stored = alerts.find(id);
        if (stored.isEmpty()) {
            return HttpAnswer.error(HttpError.notFound("there is no alert with this id"));
        }
        return taken || state.orElseThrow() == State.RESOLVED
                ? HttpAnswer.json(200, AlertList.json(stored.get(), now))
                : HttpAnswer.error(new HttpError(
                        409, "already_resolved", "the alert is resolved; it can no more be changed", null, null));
    }

    private static Optional<State> state(String action) {
        return switch (action) {
            case "acknowledge" -> Optional.of(State.ACKNOWLEDGED);
            case "snooze" -> Optional.of(State.SNOOZED);
            case "resolve" -> Optional.of(State.RESOLVED);
            default -> Optional.empty();
        };
    }

    private static @Nullable Instant until(JsonNode json, State state, Instant now, Map<String, String> problems) {
        boolean absent = json.isMissingNode() || json.isNull();
        if (state != State.SNOOZED) {
            if (!absent) {
                problems.put("until", "is only for snooze");
            }
            return null;
        }
        try {
            Instant until = Instant.parse(json.asText(""));
            if (until.isAfter(now) && !until.isAfter(now.plus(LONGEST_SNOOZE))) {
                return until;
            }
        } catch (DateTimeException malformed) {
            // Told below.
        }
        problems.put(
                "until",
                "must be a time such as 2026-11-22T18:00:00Z, at most " + LONGEST_SNOOZE.toDays() + " days ahead");
        return null;
    }
}
