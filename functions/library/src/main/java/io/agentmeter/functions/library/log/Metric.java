package io.agentmeter.functions.library.log;

import java.util.Locale;

/// What is counted for operators, in the namespace [Metrics#NAMESPACE]. Alarms use these names.
public enum Metric {
    EVENTS_ACCEPTED,
    EVENTS_MERGED,
    EVENTS_DUPLICATE,
    EVENTS_REJECTED,
    /// Records that are fine and mean nothing to the meter.
    EVENTS_IGNORED,
    /// Hooks of an agent or an event that is not known.
    HOOKS_UNKNOWN,
    /// Hooks whose event was not stored, or not before the answer had to be given.
    HOOK_EVENTS_LOST,
    /// Hooks that were answered without knowing how much is spent.
    BRAKE_UNAVAILABLE,
    /// Records of a stream that could not be read and were passed over.
    RECORDS_DAMAGED,
    /// Stream batches that were given back in part or as a whole.
    BATCH_FAILURES,
    ALERTS_SENT,
    /// Alerts whose first sender did not say that it had sent them.
    ALERTS_RESENT,
    CUBES_WRITTEN,
    CUBES_FAILED,
    DAYS_AUDITED,
    /// Places where an audit found the rollups or a cube to be other than the events say, and left them so.
    AUDIT_DIFFERENCES;

    /// `EventsAccepted`
    public String label() {
        StringBuilder label = new StringBuilder();
        for (String word : name().split("_", -1)) {
            label.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return label.toString();
    }
}
