package io.agentmeter.rollup;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/// One combination of everything usage is grouped by, on one day of the organisation. Every scope is a sum of cells, so
/// scopes cannot disagree with each other.
///
/// @param lane who pays how (`api`, `subscription`), empty if unknown
public record CellKey(
        LocalDate day, String project, String user, String team, String agent, String model, String lane, String task)
        implements Comparable<CellKey> {
    public static final String PREFIX = "cell#";

    private static final Comparator<CellKey> ORDER =
            Comparator.comparing(CellKey::day).thenComparing(CellKey::text);

    public static CellKey of(LocalDate day, Dimensions dimensions, String model, String lane) {
        return new CellKey(
                day,
                dimensions.project(),
                dimensions.user(),
                dimensions.team(),
                dimensions.agent(),
                model,
                lane,
                dimensions.task());
    }

    /// Sort key of the cell's row, without the suffix that spreads a hot one.
    public String text() {
        return PREFIX + KeyText.join(List.of(project, user, team, agent, model, lane, task));
    }

    /// The key from a row's sort key; a spreading suffix is dropped, so that rows of one cell add up.
    public static CellKey parse(LocalDate day, String text) {
        List<String> parts = KeyText.split(text.substring(PREFIX.length()));
        return new CellKey(
                day, parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5), parts.get(6));
    }

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
