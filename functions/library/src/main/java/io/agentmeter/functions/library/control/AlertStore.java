package io.agentmeter.functions.library.control;

import io.agentmeter.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Alerts of the Control table. An alert is claimed before it is sent and finished afterwards, each by a conditional
/// write, so whatever races, one sender has it; and a sender that dies leaves a claim that runs out and is taken over.
public interface AlertStore {
    /// Makes the caller the sender of this alert until `leaseUntil`. The first claim of an id keeps the alert;
    /// later ones are given what the first one kept.
    ///
    /// @return empty if it is finished, or another sender's claim has not run out
    Optional<StoredAlert> claim(Alert alert, Instant now, Instant leaseUntil);

    /// Notes what came of a message. What a channel took it has taken, whatever is noted later.
    void tried(String id, String channel, StoredAlert.Try outcome);

    /// Gives a claim back with messages outstanding: from `retryAt` on anybody may claim it. A claim that ran out
    /// and was taken over stays with whoever has it.
    void release(StoredAlert claimed, Instant retryAt);

    /// Nothing is outstanding any more. It is never claimed again.
    void finish(String id, Instant now);

    /// Alerts with messages outstanding that anybody may claim now, however many there are. Who waits longest comes
    /// first, so that nobody starves where there is no time for all.
    List<StoredAlert> due(Instant now);

    Optional<StoredAlert> find(String id);

    /// Notes what a person did about it. What is resolved stays so.
    ///
    /// @return whether there is such an alert and it was not resolved before
    boolean answer(String id, StoredAlert.Answer answer);

    /// Listed alerts, newest first.
    List<StoredAlert> newest(int limit);

    /// Listed alerts of a period, oldest first, however many there are.
    ///
    /// @param from a whole millisecond; the first that belongs to it
    /// @param to a whole millisecond; the first that does not any more
    List<StoredAlert> between(Instant from, Instant to);
}
