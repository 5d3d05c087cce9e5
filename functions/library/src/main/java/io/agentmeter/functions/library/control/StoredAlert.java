package io.agentmeter.functions.library.control;

import io.agentmeter.alert.Crossing;
import java.time.Instant;

/// An alert and how far it got.
///
/// @param at when the threshold was first seen reached
/// @param leaseUntil while claimed: when its sender has had its chance
/// @param message what people were told
public record StoredAlert(Crossing crossing, State state, Instant at, Instant leaseUntil, String message) {
    public enum State {
        /// Somebody is about to send it.
        CLAIMED,
        SENT
    }
}
