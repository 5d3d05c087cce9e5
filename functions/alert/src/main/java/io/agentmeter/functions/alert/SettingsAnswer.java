package io.agentmeter.functions.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.alert.AlertSettings;
import io.agentmeter.alert.AlertSettingsJson;
import io.agentmeter.functions.library.control.AlertSettingsStore;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import java.time.Instant;

/// `/v1/alert-settings`. Whoever changes them must have seen the newest. The change log has no secrets, because what is
/// written there never has any.
final class SettingsAnswer {
    private static final String ID = "alerts";

    private final AlertSettingsStore store;

    SettingsAnswer(AlertSettingsStore store) {
        this.store = store;
    }

    HttpAnswer read() {
        return HttpAnswer.json(200, AlertSettingsJson.write(store.read()));
    }

    HttpAnswer replace(byte[] body, String by, Instant now) {
        return JsonBody.read(body, json -> replace(json, by, now));
    }

    private HttpAnswer replace(JsonNode json, String by, Instant now) {
        AlertSettings before = store.read();
        AlertSettingsJson.Read read = AlertSettingsJson.read(json, before);
        if (!read.problems().isEmpty()) {
            return JsonBody.invalid("invalid_settings", "the settings make no sense", read.problems());
        }
        boolean same = read.secrets().isEmpty()
                && read.settings().withVersion(before.version()).equals(before);
        if (same) {
            return read();
        }
        if (read.settings().version() != before.version()) {
            return conflict(before);
        }
        AlertSettings after = read.settings().withVersion(before.version() + 1);
        Change change = new Change(
                now,
                by,
                Change.What.ALERT_SETTINGS,
                ID,
                before.version() == 0 ? "created" : "changed",
                before.version() == 0 ? null : AlertSettingsJson.write(before).toString(),
                AlertSettingsJson.write(after).toString());
        return store.replace(before, after, read.secrets(), change)
                ? HttpAnswer.json(200, AlertSettingsJson.write(after))
                : conflict(store.read());
    }

    private static HttpAnswer conflict(AlertSettings current) {
        return HttpAnswer.error(new HttpError(
                409,
                "version_conflict",
                "somebody else changed the settings; the current version is " + current.version(),
                "version",
                "read them, make the change again, and send it with that version"));
    }
}
