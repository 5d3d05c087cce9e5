package io.agentmeter.slice;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Erased;
import io.agentmeter.rollup.Dimensions;

/// What a session has learnt about itself from all of its events.
///
/// @param version 0 before it was first stored, then raised by each write
/// @param moving true while slices written under earlier dimensions may not have been moved yet. Set together with the
///     new attribution and cleared only after every slice was seen, so a crash in between is finished by the next batch
/// @param generation raised with each change of the dimensions. A slice remembers the one it was written under, so a
///     writer who has read older names than the slice's last writer can be told apart
public record SessionRow(String session, Attribution attribution, long version, boolean moving, long generation) {
    public static SessionRow unknown(String session) {
        return new SessionRow(session, Attribution.NONE, 0, false, 0);
    }

    public Dimensions dimensions() {
        return Dimensions.of(attribution);
    }

    /// This row with what more events say; the same object if they say nothing new.
    public SessionRow learn(Attribution said) {
        Attribution merged = attribution.merge(said);
        if (merged.equals(attribution) && version > 0) {
            return this;
        }
        boolean moves = version > 0 && !Dimensions.of(merged).equals(dimensions());
        return new SessionRow(session, merged, version, moving || moves, moves ? generation + 1 : generation);
    }

    /// The row of a session in which the person was, without them; the same object if there is nothing to hide. Its
    /// slices have to be moved.
    public SessionRow without(Erased erased) {
        Attribution said = erased.fromOwn(attribution);
        return said.equals(attribution) ? this : new SessionRow(session, said, version, true, generation + 1);
    }

    public SessionRow settled() {
        return new SessionRow(session, attribution, version, false, generation);
    }
}
