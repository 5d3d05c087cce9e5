package io.agentmeter.functions.library.alerts;

import io.agentmeter.alert.Alert;
import java.time.Duration;
import java.time.Instant;

/// One way to reach people or programs.
public interface AlertChannel {
    /// What came of a message.
    ///
    /// @param taken false if it is not certain that the channel has it
    /// @param what a few words, without secrets and addresses
    record Outcome(boolean taken, String what) {
        public static final Outcome TAKEN = new Outcome(true, "taken");

        public static Outcome refused(String why) {
            return new Outcome(false, why);
        }
    }

    /// Stays the same for the same receiver, because it is noted who was told.
    String name();

    Outcome send(Alert alert, Instant now);

    /// Whether it is somebody else's machine, which may take seconds to say nothing: only the sweep waits for such.
    default boolean isForeign() {
        return false;
    }

    /// For how long after an alert it makes sense to try.
    Duration patience();
}
