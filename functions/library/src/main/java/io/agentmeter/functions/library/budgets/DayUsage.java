package io.agentmeter.functions.library.budgets;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.SpendFold;
import io.agentmeter.budget.Spent;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads usage as it is now and folds it for budgets. Single cells are not kept, so many days fit into memory.
record DayUsage(RollupStore rollups, OrganisationCalendar calendar) {
    /// One part of one budget on one day.
    record Place(String budget, String part, LocalDate day) {}

    /// What budgets that are not about sessions have spent on these days. A place that is not there spent nothing.
    Map<Place, Spent> ofCells(Collection<Budget> budgets, ClientDirectory clients, Collection<LocalDate> days) {
        Map<Place, Spent> spent = new HashMap<>();
        DayReader.each(days, day -> fold(budgets, clients, day)).forEach(spent::putAll);
        return spent;
    }

    private Map<Place, Spent> fold(Collection<Budget> budgets, ClientDirectory clients, LocalDate day) {
        SortedMap<CellKey, Counters> cells = rollups.cells(day, true);
        Map<Place, Spent> spent = new HashMap<>();
        for (Budget budget : budgets) {
            SpendFold.ofCells(budget, clients, cells)
                    .forEach((part, sum) -> spent.put(new Place(budget.id(), part, day), sum));
        }
        return spent;
    }

    /// What one budget that is about sessions has spent by each of these session-days.
    Map<SessionDayKey, Spent> ofSessions(Budget budget, ClientDirectory clients, Collection<SessionDayKey> keys) {
        Map<SessionDayKey, Spent> spent = new TreeMap<>();
        for (SessionDay session : rollups.sessionDays(new TreeSet<>(keys))) {
            spent.put(session.key(), SpendFold.ofSession(budget, clients, session, slices(budget, session)));
        }
        return spent;
    }

    /// What one budget that is about sessions has spent by every session on these days.
    Map<SessionDayKey, Spent> ofAllSessions(Budget budget, ClientDirectory clients, Collection<LocalDate> days) {
        Map<SessionDayKey, Spent> spent = new TreeMap<>();
        DayReader.each(days, day -> {
                    List<SessionDay> sessions = new ArrayList<>(rollups.sessionDays(day));
                    Map<SessionDayKey, Spent> sums = new TreeMap<>();
                    for (SessionDay session : sessions) {
                        Spent sum = SpendFold.ofSession(budget, clients, session, slices(budget, session));
                        if (!sum.isNothing()) {
                            sums.put(session.key(), sum);
                        }
                    }
                    return sums;
                })
                .forEach(spent::putAll);
        return spent;
    }

    private List<Slice> slices(Budget budget, SessionDay session) {
        if (!budget.terms().needsRequests()) {
            return List.of();
        }
        LocalDate day = session.key().day();
        Instant last = calendar.startOf(day.plusDays(1)).minus(OrganisationCalendar.QUARTER);
        String id = session.key().session();
        return rollups.slicesOf(id, new SliceKey(id, calendar.startOf(day), 0), new SliceKey(id, last, 0));
    }
}
