package io.agentmeter.functions.library.control;

import io.agentmeter.alert.Alert;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An alert and how far it got.
///
/// @param leaseUntil while messages are outstanding: until when nobody but its sender may send them
/// @param tries what came of the newest message to each channel
/// @param attempts how often it was claimed
/// @param sentAt when the first channel took it
/// @param answer what a person did about it
public record StoredAlert(
        Alert alert,
        @Nullable Instant leaseUntil,
        Map<String, Try> tries,
        int attempts,
        @Nullable Instant sentAt,
        @Nullable Answer answer) {
    static final Comparator<StoredAlert> OLDEST_FIRST =
            Comparator.comparing((StoredAlert stored) -> stored.alert.at()).thenComparing(stored -> stored.alert.id());

    public StoredAlert {
        tries = Map.copyOf(tries);
    }

    public enum State {
        /// Somebody is about to send it.
        CLAIMED,
        SENT,
        ACKNOWLEDGED,
        SNOOZED,
        RESOLVED
    }

    /// One message to one channel.
    ///
    /// @param outcome a few words
    public record Try(Instant at, boolean taken, String outcome) {}

    /// What a person did about an alert.
    ///
    /// @param state one of the last three
    /// @param until when a snoozed alert wants attention again
    public record Answer(
            State state, String by, Instant at, @Nullable Instant until) {}

    /// Those that may be claimed now, who waits longest first.
    static List<StoredAlert> due(Collection<StoredAlert> alerts, Instant now) {
        return alerts.stream()
                .filter(stored -> stored.leaseUntil != null && !stored.leaseUntil.isAfter(now))
                .sorted(Comparator.comparing(StoredAlert::leaseUntil, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(stored -> stored.alert.id()))
                .toList();
    }

    /// Names of the channels that took their message.
    public Set<String> delivered() {
        return tries.entrySet().stream()
                .filter(one -> one.getValue().taken())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A snoozed alert is a sent one again when its time is over.
    public State state(Instant now) {
        if (answer != null && (answer.until() == null || answer.until().isAfter(now))) {
            return answer.state();
        }
        return sentAt == null ? State.CLAIMED : State.SENT;
    }
}
