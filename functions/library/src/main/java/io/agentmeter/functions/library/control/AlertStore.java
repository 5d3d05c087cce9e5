package io.agentmeter.functions.library.control;

import io.agentmeter.alert.Crossing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Alerts of the Control table. An alert is claimed before it is sent and marked afterwards, each by a conditional
/// write, so whatever races, one sender has it; and a sender that dies leaves a claim that runs out and is taken over.
public interface AlertStore {
    /// Makes the caller the sender of this alert until `leaseUntil`.
    ///
    /// @return false if it was sent, or another sender's claim has not run out
    boolean claim(Crossing crossing, String message, Instant now, Instant leaseUntil);

    /// Gives a claim back, because sending failed: the next attempt may claim at once.
    void release(Crossing crossing, Instant now);

    void markSent(Crossing crossing);

    /// Claims that have run out, for days from `oldest` on.
    List<StoredAlert> abandoned(LocalDate oldest, Instant now);

    /// The alerts of the newest days, newest day first.
    List<StoredAlert> newest(int limit);
}
