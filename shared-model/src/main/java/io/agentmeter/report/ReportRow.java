package io.agentmeter.report;

import io.agentmeter.usage.Money;
import java.util.List;

/// One row of a report.
///
/// @param cells in the order of [ReportKind#columns]
/// @param requests that the row stands for
/// @param cost that the row stands for
public record ReportRow(List<Cell> cells, long requests, Money cost) {
    /// What stands in one column. Each has one way to be written in each format.
    public sealed interface Cell {
        /// A name or a time; may come from outside.
        record Text(String text) implements Cell {}

        record Count(long count) implements Cell {}

        record Dollars(Money money) implements Cell {}

        /// Not known, which is not zero.
        record Unknown() implements Cell {}

        /// Empty is unknown.
        static Cell text(String text) {
            return text.isEmpty() ? new Unknown() : new Text(text);
        }
    }

    public ReportRow {
        cells = List.copyOf(cells);
    }
}
