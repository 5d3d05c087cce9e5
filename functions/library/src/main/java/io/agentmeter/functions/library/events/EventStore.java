package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import java.util.List;

/// The UsageEvents table: every event once, by identity.
public interface EventStore {
    /// What became of one report.
    enum Outcome {
        /// The first report of this event.
        STORED,
        /// A further report that said something new.
        MERGED,
        /// A further report that said nothing new; nothing was written.
        DUPLICATE
    }

    /// Stores or merges each report; several reports of one event in the list are merged first.
    ///
    /// @return one outcome per report, in order
    /// @throws io.agentmeter.functions.library.StoreUnavailable if a report could not be stored; those before it
    /// may
    ///     have been, and sending all of them again is safe
    List<Outcome> put(List<UsageEvent> reports);
}
