package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.util.List;

/// Everything that administrators changed, kept for ever. Stores that can write a change together with what it is
/// about do so; this is for the others, and for readers.
public interface ChangeLog {
    /// The same change again changes nothing.
    void add(Change change);

    /// Changes of a time, newest first.
    ///
    /// @param end excluded
    List<Change> between(Instant start, Instant end, int limit);
}
