package io.agentmeter.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an alert is about.
public enum AlertKind {
    /// A threshold of a budget is reached.
    BUDGET,
    /// A daily threshold of the settings is reached.
    DAILY,
    /// A budget will be exceeded if spending goes on as it does.
    FORECAST,
    /// A day costs far more than such days usually do.
    ANOMALY,
    /// A provider refused a request because too many were made.
    RATE_LIMIT,
    /// Most of a subscription's window is used.
    PLAN_WINDOW,
    /// A source that usually reports has stopped.
    SOURCE_SILENT,
    /// A model was used that has no price.
    UNPRICED_MODEL,
    /// An audit found rollups that are not what the events say.
    AUDIT_DIFFERENCE,
    /// The summary of a day; it needs nobody to act, so it is sent and not listed.
    DIGEST,
    /// Sent on request, to see whether messages arrive.
    TEST;

    /// As in JSON: `plan_window`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AlertKind> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /// Whether it asks for somebody's attention, and so appears in the list of alerts.
    public boolean isListed() {
        return this != DIGEST && this != TEST;
    }
}
