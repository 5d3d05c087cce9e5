package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// The UsageEvents table read as a whole, for an audit. It has no index by day, because one would cost a write for
/// every event; so a scan reads every event and hands on those of the span. One scan serves any number of days.
public interface EventScan {
    /// How sure a scan is to see what was stored just before it began.
    enum Consistency {
        /// May miss the last second. Half the price, and enough for days that are long over.
        EVENTUAL,
        STRONG
    }

    /// Hands on every stored event from `from` to before `to`, each once, in no order, from several threads at
    /// once.
    ///
    /// @return what it cost, in read units
    /// @throws io.agentmeter.functions.library.StoreUnavailable if a part could not be read; what was handed on
    /// before is then not all
    double scan(Instant from, Instant to, Consistency consistency, Consumer<UsageEvent> each);

    /// These events as they are stored now; those that are not stored are left out.
    ///
    /// @param keys of events
    List<UsageEvent> find(Collection<String> keys);
}
