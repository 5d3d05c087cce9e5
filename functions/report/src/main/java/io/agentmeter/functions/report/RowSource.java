package io.agentmeter.functions.report;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.DayData;
import io.agentmeter.report.ReportRow;
import io.agentmeter.report.ReportRows;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Reads what a report is about and hands its rows on, a few at a time.
final class RowSource {
    /// Takes rows, in order.
    interface Taker {
        /// Whether it wants more.
        boolean take(List<ReportRow> rows) throws IOException;
    }

    private static final int DAYS_AT_ONCE = 16;
    private static final int SESSIONS_AT_ONCE = 32;

    private final RollupStore rollups;
    private final DayReader days;
    private final OrganisationCalendar calendar;

    RowSource(RollupStore rollups, OrganisationCalendar calendar) {
        this.rollups = rollups;
        this.days = new DayReader(rollups);
        this.calendar = calendar;
    }

    void read(ReportOrder order, ReportRows rows, Taker taker) throws IOException {
        List<LocalDate> range = order.range().days();
        switch (order.kind()) {
            case DAILY -> daily(range, rows, taker);
            case SESSIONS -> taker.take(rows.sessions(days.sessions(range)));
            case REQUESTS -> requests(range, rows, taker);
        }
    }

    private void daily(List<LocalDate> range, ReportRows rows, Taker taker) throws IOException {
        for (List<LocalDate> some : parts(range, DAYS_AT_ONCE)) {
            for (DayData day : days.cells(some)) {
                if (!taker.take(rows.daily(day))) {
                    return;
                }
            }
        }
    }

    /// A request lies in exactly one slice, so it is one row. Its project may be another than its session's, so
    /// every session of the day is read.
    private void requests(List<LocalDate> range, ReportRows rows, Taker taker) throws IOException {
        for (LocalDate day : range) {
            for (List<SessionDay> some : parts(rollups.sessionDays(day), SESSIONS_AT_ONCE)) {
                for (List<ReportRow> ofOne : DayReader.each(some, session -> requests(session, rows))) {
                    if (!taker.take(ofOne)) {
                        return;
                    }
                }
            }
        }
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }

    private List<ReportRow> requests(SessionDay session, ReportRows rows) {
        LocalDate day = session.key().day();
        Instant start = calendar.startOf(day);
        Instant end = calendar.startOf(day.plusDays(1)).minus(OrganisationCalendar.QUARTER);
        String id = session.key().session();
        List<Slice> slices = rollups.slicesOf(id, new SliceKey(id, start, 0), new SliceKey(id, end, 0));
        return rows.requests(id, session.dimensions(), slices);
    }
}
