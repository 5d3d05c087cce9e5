package io.agentmeter.slice;

import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Dimensions;

/// One slice as it was read, as it shall be, and whose it is.
///
/// @param contribution what the slice adds to the rollups from now on
public record SliceWrite(Slice before, Slice after, Contribution contribution, Dimensions dimensions) {
    /// What the rollups must change by.
    public Contribution difference() {
        return contribution.minus(before.recorded());
    }

    /// Whether the slice says anything that is not stored yet.
    public boolean isNeeded() {
        return after != before || !difference().isEmpty();
    }
}
