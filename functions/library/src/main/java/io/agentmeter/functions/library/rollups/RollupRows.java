package io.agentmeter.functions.library.rollups;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.SliceKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rows of the Rollups table for an audit: read as they are, and corrected where they are wrong. Everybody else
/// adds to rows in the transaction that writes a slice; a correction stands alone, so it holds only over the values
/// that were read.
public interface RollupRows {
    /// Every row of a day, strongly consistent: the cells first, then the sessions.
    DayRows read(LocalDate day);

    /// Sets the counters named in `correction` to what was read plus the correction, on condition that each still
    /// has the value that was read. Other counters are neither asked for nor touched.
    ///
    /// @param asRead of the row without a suffix
    RollupStore.Outcome correct(CellKey cell, Counters asRead, Counters correction);

    /// The same for a session's day.
    RollupStore.Outcome correct(SessionDayKey sessionDay, Counters asRead, Counters correction);

    /// Removes quarter-hours for which there is no slice, on condition that they are as read and that there is
    /// still none.
    ///
    /// @param quarters texts by attribute name
    /// @param slices those that the quarter-hours would belong to
    RollupStore.Outcome removeQuarters(SessionDayKey sessionDay, Map<String, String> quarters, List<SliceKey> slices);

    /// Removes the row of a session's day that has no slice at all, on condition that it has no other quarter-hours
    /// than those and that there is still no slice for any of them. Whoever adds a slice adds its quarter-hour.
    ///
    /// @param allQuarters every name that an attribute of a quarter-hour may have on its first page
    RollupStore.Outcome remove(
            SessionDayKey sessionDay, Map<String, String> quarters, List<SliceKey> slices, Set<String> allQuarters);
}
