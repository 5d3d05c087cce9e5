package io.agentmeter.report;

import io.agentmeter.activity.DayMinutes;
import io.agentmeter.activity.TimeTotals;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.slice.SessionDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What can only be said of sessions as a whole, over any number of days.
///
/// @param sessions different sessions: one that went on for two days is one
public record SessionTotals(
        long sessions, long turns, long toolCalls, long toolFailures, long errors, TimeTotals time) {
    public static final SessionTotals NONE = new SessionTotals(0, 0, 0, 0, 0, TimeTotals.NONE);

    /// @param idleGapMinutes a gap up to this long inside a session counts as active
    public static SessionTotals of(Collection<SessionDay> sessionDays, int idleGapMinutes) {
        Set<String> sessions = new HashSet<>();
        Counters.Sum sum = new Counters.Sum();
        Map<LocalDate, List<DayMinutes>> minutes = new TreeMap<>();
        for (SessionDay sessionDay : sessionDays) {
            sessions.add(sessionDay.key().session());
            sum.add(sessionDay.counters());
            minutes.computeIfAbsent(sessionDay.key().day(), _ -> new ArrayList<>())
                    .add(sessionDay.minutes());
        }
        TimeTotals time = TimeTotals.NONE;
        for (List<DayMinutes> day : minutes.values()) {
            time = time.plus(TimeTotals.ofDay(day, idleGapMinutes));
        }
        Counters counters = sum.total();
        return new SessionTotals(
                sessions.size(),
                counters.count(CounterNames.TURNS),
                counters.count(CounterNames.TOOL_CALLS),
                counters.count(CounterNames.TOOL_FAILURES),
                counters.count(CounterNames.ERRORS),
                time);
    }
}
