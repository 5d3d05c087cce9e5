package io.agentmeter.functions.library.events;

import io.agentmeter.event.UsageEvent;
import java.util.function.UnaryOperator;

/// Stored events changed on purpose, and not by another report of them.
public interface EventReplacement {
    /// Replaces the event of this key by what the change makes of it, without losing what others merge into it at
    /// the same time.
    ///
    /// @param change gives back the same object where it changes nothing, and never another identity
    /// @return whether something was replaced
    /// @throws io.agentmeter.functions.library.StoreUnavailable if the store failed or others were always faster;
    ///     repeating is safe
    boolean replace(String key, UnaryOperator<UsageEvent> change);
}
