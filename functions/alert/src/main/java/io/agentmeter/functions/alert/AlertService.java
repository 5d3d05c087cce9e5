package io.agentmeter.functions.alert;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertMessage;
import io.agentmeter.alert.Crossing;
import io.agentmeter.alert.DailyThresholds;
import io.agentmeter.alert.Screens;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.control.DayMarks;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tells people when a day's spend has reached a threshold: once, whatever races, and without fail.
final class AlertService {
    /// Days that may still alert: as far back as events are accepted as they happen.
    static final int OLDEST_DAYS = 35;

    /// What the service works with.
    record Parts(
            RollupStore rollups,
            Alerts alerts,
            DayMarks marks,
            OrganisationCalendar calendar,
            DailyThresholds thresholds,
            BudgetService budgets,
            Screens screens) {}

    private final Parts parts;

    AlertService(Parts parts) {
        this.parts = parts;
    }

    /// Looks at the days of the changed rows.
    ///
    /// @return how many alerts were sent
    int evaluate(List<? extends RowChange> changes, Instant now) {
        LocalDate today = parts.calendar().dayOf(now);
        SortedSet<LocalDate> touched = new TreeSet<>();
        SortedMap<LocalDate, SortedSet<CellKey>> rose = new TreeMap<>();
        for (RowChange change : changes) {
            LocalDate day = change.day();
            touched.add(day);
            switch (change) {
                case CellChange(CellKey cell, boolean spendRose, boolean _, boolean _) -> {
                    if (spendRose && !day.isBefore(today.minusDays(OLDEST_DAYS))) {
                        rose.computeIfAbsent(day, _ -> new TreeSet<>()).add(cell);
                    }
                }
                case SessionDayChange _ -> {}
            }
        }
        mark(touched, today);
        int sent = parts.budgets().evaluate(changes, now);
        if (!parts.thresholds().all().isEmpty()) {
            for (Map.Entry<LocalDate, SortedSet<CellKey>> day : rose.entrySet()) {
                sent += evaluate(day.getKey(), day.getValue(), now);
            }
        }
        return sent;
    }

    /// Every day with usage gets a cube when it is over, and another one when it changes after that.
    private void mark(SortedSet<LocalDate> days, LocalDate today) {
        for (LocalDate day : days) {
            if (day.isBefore(today)) {
                parts.marks().change(day);
            } else {
                parts.marks().begin(day);
            }
        }
    }

    /// Reads the day strongly, after the write that brought us here: of several writers at least the last sees the
    /// sum.
    private int evaluate(LocalDate day, SortedSet<CellKey> changed, Instant now) {
        SortedMap<CellKey, Counters> cells = parts.rollups().cells(day, true);
        int sent = 0;
        for (Crossing crossing : parts.thresholds().reached(day, cells, changed)) {
            String link = parts.screens().day(day, crossing.scope(), crossing.key());
            AlertMessage message = AlertMessage.of(crossing, cells, link);
            sent += parts.alerts().raise(Alert.ofDay(crossing, message, now, link), now) ? 1 : 0;
        }
        return sent;
    }
}
