package io.agentmeter.report;

import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.SessionDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Usage added up: of requests always, of sessions and their time where that has a meaning.
///
/// @param requests sums of the counters in cells
public record Totals(Counters requests, @Nullable SessionTotals sessionsOrNull) {
    public static Totals of(Collection<DayData> days, Filters filters, int idleGapMinutes) {
        Counters.Sum sum = new Counters.Sum();
        List<SessionDay> sessions = new ArrayList<>();
        for (DayData day : days) {
            day.cells().forEach((cell, counters) -> {
                if (filters.accept(cell)) {
                    sum.add(counters);
                }
            });
            day.sessions().stream()
                    .filter(session -> filters.accept(session.dimensions()))
                    .forEach(sessions::add);
        }
        return new Totals(sum.total(), filters.leaveTime() ? SessionTotals.of(sessions, idleGapMinutes) : null);
    }

    /// Of one session.
    public static Totals of(Collection<SessionDay> session, int idleGapMinutes) {
        Counters.Sum sum = new Counters.Sum();
        session.forEach(day -> sum.add(day.counters()));
        return new Totals(sum.total(), SessionTotals.of(session, idleGapMinutes));
    }

    public Optional<SessionTotals> sessions() {
        return Optional.ofNullable(sessionsOrNull);
    }
}
