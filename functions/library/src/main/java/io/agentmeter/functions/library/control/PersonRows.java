package io.agentmeter.functions.library.control;

import io.agentmeter.event.Erased;

/// What is kept about people beside their usage: budgets and what these did, plans, and what administrators changed.
public interface PersonRows {
    /// Where only usage is kept.
    PersonRows NONE = _ -> 0;

    /// Puts the pseudonym in the name's place, in keys as well. May run any number of times, and die anywhere.
    ///
    /// @return how many rows were changed
    /// @throws io.agentmeter.functions.library.StoreUnavailable if that cannot be done now; repeating is safe
    int forget(Erased erased);
}
