package io.agentmeter.functions.library.control;

import java.time.LocalDate;

/// Says that a day's usage has changed since its cube was written, or that its cube is not yet the last one.
///
/// @param version raised by each change of a day that is over
/// @param writtenVersion the version that the cube was last written at; 0 if it never was
public record DayMark(LocalDate day, long version, long writtenVersion) {
    /// Whether the cube does not hold everything.
    public boolean isChanged() {
        return version != writtenVersion;
    }
}
