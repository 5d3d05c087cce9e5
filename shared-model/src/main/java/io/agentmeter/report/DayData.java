package io.agentmeter.report;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.SessionDay;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that is stored of one day.
public record DayData(LocalDate day, SortedMap<CellKey, Counters> cells, List<SessionDay> sessions) {
    public DayData {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        sessions = List.copyOf(sessions);
    }

    public boolean isEmpty() {
        return cells.isEmpty() && sessions.isEmpty();
    }
}
