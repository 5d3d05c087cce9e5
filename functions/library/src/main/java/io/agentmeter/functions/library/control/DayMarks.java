package io.agentmeter.functions.library.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Days for which something is to be done: a cube to be written, or an audit to be made. A day without a mark of the
/// first kind has a final cube, or no usage; one without a mark of the second kind was audited since it last changed,
/// or has no final cube yet.
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
