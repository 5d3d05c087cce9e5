package io.agentmeter.collector.statusline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What Claude Code hands to a status line, as far as it is used here.
///
/// @param session empty if it has none that can be a file's name
/// @param cost of the session so far, as Claude Code estimates it
/// @param windows the vendor's plan windows by name; empty without a subscription
record StatusInput(String session, Optional<BigDecimal> cost, TreeMap<String, Window> windows) {
    /// @param resetsAt epoch seconds; 0 if not said
    record Window(BigDecimal usedPercent, long resetsAt) {}

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    static StatusInput read(byte[] bytes) {
        JsonNode json = parsed(bytes);
        TreeMap<String, Window> windows = new TreeMap<>();
        for (Map.Entry<String, JsonNode> window : json.path("rate_limits").properties()) {
            JsonNode used = window.getValue().path("used_percentage");
            if (used.isNumber() && used.decimalValue().signum() >= 0) {
                long resetsAt = window.getValue().path("resets_at").asLong(0);
                windows.put(window.getKey(), new Window(used.decimalValue(), resetsAt));
            }
        }
        String session = json.path("session_id").asText("");
        JsonNode cost = json.path("cost").path("total_cost_usd");
        return new StatusInput(
                SESSION.matcher(session).matches() ? session : "",
                cost.isNumber() ? Optional.of(cost.decimalValue()) : Optional.empty(),
                windows);
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (JsonProcessingException unreadable) {
            return Json.object();
        }
    }

    /// The window of which most is used.
    Optional<BigDecimal> fullest() {
        return windows.values().stream().map(Window::usedPercent).max(BigDecimal::compareTo);
    }
}
