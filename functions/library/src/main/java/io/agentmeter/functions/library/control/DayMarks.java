package io.agentmeter.functions.library.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The days whose cubes are to be written. A day without a mark has a final cube, or no usage.
public interface DayMarks {
    /// A day that is still going on has usage. Marks it unless it is marked.
    void begin(LocalDate day);

    /// A day that is over has changed: its cube is written again.
    void change(LocalDate day);

    Optional<DayMark> find(LocalDate day);

    /// Marks of days before this one, oldest first.
    List<DayMark> before(LocalDate day, int limit);

    /// A cube was written from what the day held when its mark was read. If the day has changed since, it stays
    /// changed.
    ///
    /// @param last nothing more is expected, so the mark goes
    void written(DayMark asRead, boolean last);
}
