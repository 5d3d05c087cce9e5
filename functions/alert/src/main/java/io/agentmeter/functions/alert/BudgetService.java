package io.agentmeter.functions.alert;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.Screens;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetCrossing;
import io.agentmeter.budget.BudgetWindow.Days;
import io.agentmeter.budget.Spend;
import io.agentmeter.functions.library.alerts.Alerts;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.budgets.SpendEvaluator;
import io.agentmeter.functions.library.budgets.Target;
import io.agentmeter.functions.library.budgets.UsageChanges;
import io.agentmeter.functions.library.budgets.UsageChanges.SessionChange;
import io.agentmeter.functions.library.control.SpendStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.SessionDayKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Keeps what budgets have spent, and tells people when a threshold is reached: once for each window, whatever races.
final class BudgetService {
    /// What the service works with.
    ///
    /// @param clock adding up may take minutes, so whoever tells people looks at the time again: a claim made with
    /// an
    ///     old one would be over at once, and somebody else would tell them, too
    record Parts(
            BudgetBooks books,
            SpendStore spend,
            RollupStore rollups,
            Alerts alerts,
            OrganisationCalendar calendar,
            Screens screens,
            InstantSource clock) {}

    private static final long NOTHING_SEEN = -1;

    private final Parts parts;
    private final SpendEvaluator evaluator;
    private final PartsOfBudget partsOfBudget;

    /// The version of all clients' projects whose budgets this process has looked at.
    private volatile long seenProjects = NOTHING_SEEN;

    BudgetService(Parts parts) {
        this.parts = parts;
        this.evaluator = new SpendEvaluator(parts.books(), parts.spend(), parts.rollups(), parts.calendar());
        this.partsOfBudget = new PartsOfBudget(parts.spend(), parts.rollups());
    }

    /// Adds up what changed, and raises what has been reached. Spend is written before it is read again for the
    /// thresholds, so of several writers at least the last sees the sum.
    ///
    /// @return how many alerts were sent
    int evaluate(List<? extends RowChange> changes, Instant now) {
        LocalDate today = parts.calendar().dayOf(now);
        int sent = 0;
        for (Target target : evaluator.evaluate(usage(changes))) {
            TreeSet<LocalDate> days =
                    new TreeSet<>(target.risen().tailSet(today.minusDays(SpendEvaluator.ALERTING_DAYS)));
            if (!days.isEmpty()) {
                Spend spend = spend(target, days, today);
                sent += raise(BudgetCrossing.of(target.budget(), target.part(), spend, days, today), now);
            }
        }
        return sent;
    }

    private static UsageChanges usage(List<? extends RowChange> changes) {
        Set<CellKey> cells = new HashSet<>();
        Set<CellKey> risen = new HashSet<>();
        Set<SessionChange> sessions = new HashSet<>();
        Set<SessionDayKey> risenSessions = new HashSet<>();
        for (RowChange change : changes) {
            switch (change) {
                case CellChange cell -> {
                    if (cell.usageChanged()) {
                        cells.add(cell.cell());
                    }
                    if (cell.usageRose()) {
                        risen.add(cell.cell());
                    }
                }
                case SessionDayChange session -> {
                    if (session.usageChanged()) {
                        sessions.add(new SessionChange(session.key(), session.before(), session.after()));
                    }
                    if (session.usageRose()) {
                        risenSessions.add(session.key());
                    }
                }
            }
        }
        return new UsageChanges(cells, sessions, risen, risenSessions);
    }

    /// Every day of every window that holds one of the days, and the day before, for rolling ones.
    private Spend spend(Target target, Collection<LocalDate> days, LocalDate today) {
        Budget budget = target.budget();
        List<Days> windows = days.stream()
                .flatMap(day -> budget.windowsHolding(day, today).stream())
                .toList();
        LocalDate first = windows.stream()
                .map(Days::start)
                .min(LocalDate::compareTo)
                .orElse(today)
                .minusDays(1);
        LocalDate last =
                windows.stream().map(Days::end).max(LocalDate::compareTo).orElse(today);
        // A day that has not begun may have been reported by a clock that is ahead.
        LocalDate end = last.isAfter(today.plusDays(1)) ? today.plusDays(1) : last;
        LocalDate begin = first.isAfter(end) ? end : first;
        return parts.spend().spend(budget, target.part(), target.basis(), begin, end, true);
    }

    private int raise(Collection<BudgetCrossing> crossings, Instant now) {
        int sent = 0;
        for (BudgetCrossing crossing : crossings) {
            Alert alert = BudgetAlert.of(crossing, now, parts.screens());
            sent += parts.alerts().raise(alert, parts.clock().instant()) ? 1 : 0;
        }
        return sent;
    }

    /// A budget was created or changed: adds up what was already spent, and raises what is already reached in the
    /// window of today.
    ///
    /// @return how many alerts were sent
    int changed(String id, Instant now) {
        LocalDate today = parts.calendar().dayOf(now);
        evaluator.evaluate(id, today);
        int sent = 0;
        for (Target target : partsOfBudget.of(parts.books().read(true), id, today)) {
            Spend spend = spend(target, List.of(today), today);
            sent += raise(BudgetCrossing.now(target.budget(), target.part(), spend, today), now);
        }
        return sent;
    }

    /// A client changed. If no project changed hands since this was last done to its end, there is nothing to do: a
    /// client was renamed, or several changed at once and the first of them saw to it all.
    ///
    /// @return how many alerts were sent
    int clientsChanged(Instant now) {
        BudgetBook book = parts.books().read(true);
        long projects = book.clients().projectsVersion();
        if (projects == seenProjects) {
            return 0;
        }
        int sent = 0;
        for (Budget budget : book.budgets()) {
            if (budget.terms().needsClients()) {
                sent += changed(budget.id(), now);
            }
        }
        seenProjects = projects;
        return sent;
    }
}
