package io.agentmeter.functions.library.rollups;

import io.agentmeter.report.DayData;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.SessionDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A day's rows exactly as they are stored, for those who check or correct them.
public record DayRows(
        LocalDate day, SortedMap<CellKey, CellRows> cells, SortedMap<SessionDayKey, SessionDayRow> sessions) {
    /// One cell over all of its rows.
    ///
    /// @param first the row without a suffix, which takes corrections; empty if it is not stored
    /// @param all the sum over every suffix
    public record CellRows(Counters first, Counters all) {
        static final CellRows NONE = new CellRows(Counters.NONE, Counters.NONE);
    }

    /// @param quarters as stored, by attribute name, one for each page
    public record SessionDayRow(SessionDay row, SortedMap<String, String> quarters) {
        public SessionDayRow {
            quarters = Collections.unmodifiableSortedMap(new TreeMap<>(quarters));
        }
    }

    public DayRows {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        sessions = Collections.unmodifiableSortedMap(new TreeMap<>(sessions));
    }

    /// The cell, which may have no row.
    public CellRows cell(CellKey key) {
        return cells.getOrDefault(key, CellRows.NONE);
    }

    /// The same rows as everybody else reads them.
    public DayData data() {
        TreeMap<CellKey, Counters> sums = new TreeMap<>();
        cells.forEach((key, rows) -> {
            if (!rows.all().isEmpty()) {
                sums.put(key, rows.all());
            }
        });
        List<SessionDay> days = new ArrayList<>();
        sessions.values().forEach(session -> days.add(session.row()));
        return new DayData(day, sums, days);
    }
}
