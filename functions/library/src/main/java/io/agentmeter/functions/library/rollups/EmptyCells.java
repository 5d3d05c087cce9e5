package io.agentmeter.functions.library.rollups;

import io.agentmeter.rollup.CellKey;
import java.time.LocalDate;
import java.util.function.Predicate;

/// Rows of cells whose counters have all returned to zero. They count nothing, but their keys still say names.
public interface EmptyCells {
    /// Takes away the rows of this day that are wanted gone and are zero at the moment of the removal.
    ///
    /// @return how many rows went
    int remove(LocalDate day, Predicate<CellKey> unwanted);
}
