package io.agentmeter.functions.library.control;

import io.agentmeter.alert.Alert;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An alert and how far it got.
///
/// @param leaseUntil while messages are outstanding: until when nobody but its sender may send them
/// @param delivered names of the channels that took their message
/// @param attempts how often it was claimed
/// @param sentAt when the first channel took it
/// @param answer what a person did about it
public record StoredAlert(
        Alert alert,
        @Nullable Instant leaseUntil,
        Set<String> delivered,
        int attempts,
        @Nullable Instant sentAt,
        @Nullable Answer answer) {
    public StoredAlert {
        delivered = Set.copyOf(delivered);
    }

    public enum State {
        /// Somebody is about to send it.
        CLAIMED,
        SENT,
        ACKNOWLEDGED,
        SNOOZED,
        RESOLVED
    }

    /// What a person did about an alert.
    ///
    /// @param state one of the last three
    /// @param until when a snoozed alert wants attention again
    public record Answer(
            State state, String by, Instant at, @Nullable Instant until) {}

    /// A snoozed alert is a sent one again when its time is over.
    public State state(Instant now) {
        if (answer != null && (answer.until() == null || answer.until().isAfter(now))) {
            return answer.state();
        }
        return sentAt == null ? State.CLAIMED : State.SENT;
    }
}
