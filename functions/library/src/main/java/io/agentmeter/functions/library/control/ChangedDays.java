package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/// Past days whose rollups changed after their cube may have been written.
public interface ChangedDays {
    void mark(LocalDate day, Instant changedAt);

    /// Every marked day and when it last changed.
    Map<LocalDate, Instant> marked();

    /// Takes the mark away unless the day changed again since `changedAt`.
    void clear(LocalDate day, Instant changedAt);
}
