package io.agentmeter.slice;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One slice as it was read, as it shall be, and whose it is.
///
/// @param contribution what the slice adds to the rollups from now on
public record SliceWrite(Slice before, Slice after, Contribution contribution, Dimensions dimensions) {
    /// What the rollups must change by.
    public Contribution difference() {
        return contribution.minus(before.recorded());
    }

    /// This write as several that follow each other, each of which changes at most `mostCells` cells. A slice
    /// records with each what the rollups have from it so far, so whoever is interrupted in between goes on from
    /// there.
    List<SliceWrite> steps(int mostCells) {
        Contribution difference = difference();
        if (difference.cells().size() <= mostCells) {
            return List.of(this);
        }
        List<SliceWrite> steps = new ArrayList<>();
        Slice from = before;
        Contribution written = before.recorded().plus(new Contribution(new TreeMap<>(), difference.sessionDay()));
        List<CellKey> keys = List.copyOf(difference.cells().keySet());
        for (int first = 0; first < keys.size(); first += mostCells) {
            TreeMap<CellKey, Counters> cells = new TreeMap<>();
            for (CellKey key : keys.subList(first, Math.min(keys.size(), first + mostCells))) {
                cells.put(key, difference.cells().getOrDefault(key, Counters.NONE));
            }
            written = written.plus(new Contribution(cells, Counters.NONE));
            Slice to = new Slice(after.key(), from.version(), after.entries(), from.recorded(), after.generation());
            steps.add(new SliceWrite(from, to, written, dimensions));
            from = to.written(written);
        }
        return steps;
    }

    /// Whether the slice was last written by somebody who knew newer names of its session. To write it would move
    /// it back, and whoever moved it may never look again.
    public boolean isOutdated() {
        return before.generation() > after.generation();
    }

    /// Whether the slice says anything that is not stored yet.
    public boolean isNeeded() {
        return after != before || !difference().isEmpty();
    }
}
