package io.agentmeter.functions.library.control;

import java.util.List;

/// What agents are spending just now, for each part of a budget that can stop them. Every answer sees all writes that
/// were answered before it was asked: of two agents that first write and then read, at least one sees the other.
public interface InFlightStore {
    /// One part of a budget; empty text where there is one limit for all.
    record Part(String budget, String part) {}

    List<InFlight> all(Part part);

    /// [InFlight#none] if it is not stored.
    InFlight find(Part part, String session, String worker);

    /// Stores the row on condition that the stored one still has `row.version()`; what is stored then is
    /// [InFlight#stored].
    ///
    /// @return false if somebody else wrote first
    boolean write(Part part, InFlight row);

    /// Removes the row on condition that the stored one still has `row.version()`.
    void remove(Part part, InFlight row);
}
