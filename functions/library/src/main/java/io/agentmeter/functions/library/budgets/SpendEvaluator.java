package io.agentmeter.functions.library.budgets;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.Subject;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.budgets.UsageChanges.SessionChange;
import io.agentmeter.functions.library.control.SpendStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Dimensions;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Keeps the spend of budgets equal to the usage: for whatever changed in a batch, and for a whole budget when it was
/// created or what it counts changed. Budgets are read strongly after the usage changed, and usage strongly after a
/// budget changed, so whatever order the two happen in, one of the readers sees both.
public final class SpendEvaluator {
    /// Days that may still alert: as far back as events are accepted as they happen.
    public static final int ALERTING_DAYS = 35;

    private static final int ATTEMPTS = 20;
    private static final int MOST_PARTS = 100_000;

    private final BudgetBooks books;
    private final SpendStore spend;
    private final DayUsage usage;
    private final SpendWriter writer;

    public SpendEvaluator(BudgetBooks books, SpendStore spend, RollupStore rollups, OrganisationCalendar calendar) {
        this.books = books;
        this.spend = spend;
        this.usage = new DayUsage(rollups, calendar);
        this.writer = new SpendWriter(spend, usage);
    }

    /// Adds up anew what changed.
    ///
    /// @return the parts of budgets that it concerns
    public List<Target> evaluate(UsageChanges changes) {
        for (int attempt = 0; attempt < ATTEMPTS && !changes.isEmpty(); attempt++) {
            BudgetBook book = books.read(true);
            Collection<Target> targets = targets(book, changes);
            try {
                writer.settle(targets, book.clients());
                return List.copyOf(targets);
            } catch (OutdatedBook outdated) {
                // The next reading is newer.
            }
        }
        if (changes.isEmpty()) {
            return List.of();
        }
        throw tooManyChanges();
    }

    private static StoreUnavailable tooManyChanges() {
        return new StoreUnavailable(
                "spend was not written", new IllegalStateException("budgets change faster than they are read"));
    }

    private static Collection<Target> targets(BudgetBook book, UsageChanges changes) {
        Map<List<String>, Target> targets = new TreeMap<>(Comparator.comparing(List::toString));
        for (Budget budget : book.budgets()) {
            Basis basis = budget.basis(book.clients());
            if (budget.terms().needsSessions()) {
                for (SessionChange change : changes.sessions()) {
                    if (concerns(budget, change, book.clients())) {
                        String part =
                                budget.terms().isPerSession() ? change.key().session() : "";
                        target(targets, budget, part, basis)
                                .add(change.key().day(), changes.risenSessions().contains(change.key()));
                    }
                }
            } else {
                for (CellKey cell : changes.cells()) {
                    budget.part(Subject.of(cell, book.clients()))
                            .ifPresent(part -> target(targets, budget, part, basis)
                                    .add(cell.day(), changes.risen().contains(cell)));
                }
            }
        }
        return targets.values();
    }

    private static Target target(Map<List<String>, Target> targets, Budget budget, String part, Basis basis) {
        return targets.computeIfAbsent(List.of(budget.id(), part), _ -> Target.of(budget, part, basis));
    }

    // A session that has just left the scope takes its spend with it.
    private static boolean concerns(Budget budget, SessionChange change, ClientDirectory clients) {
        return matches(budget, change, change.before(), clients) || matches(budget, change, change.after(), clients);
    }

    private static boolean matches(Budget budget, SessionChange change, Dimensions names, ClientDirectory clients) {
        return budget.terms().scope().matchesSession(Subject.of(change.key().session(), names, clients));
    }

    /// Adds up everything that a budget may ask for, from the beginning of the oldest window that may still matter.
    public void evaluate(String id, LocalDate today) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            BudgetBook book = books.read(true);
            List<Budget> wanted = book.budgets().stream()
                    .filter(budget -> budget.id().equals(id))
                    .toList();
            try {
                for (Budget budget : wanted) {
                    writer.settle(targets(budget, book.clients(), today), book.clients());
                }
                return;
            } catch (OutdatedBook outdated) {
                // The next reading is newer.
            }
        }
        throw tooManyChanges();
    }

    /// Every part that has spent something and every part that is said to have.
    private Collection<Target> targets(Budget budget, ClientDirectory clients, LocalDate today) {
        LocalDate first = firstNeeded(budget, today);
        List<LocalDate> days = first.datesUntil(today.plusDays(2)).toList();
        Basis basis = budget.basis(clients);
        Map<List<String>, Target> targets = new TreeMap<>(Comparator.comparing(List::toString));
        for (String period : SpendKey.periods(budget, first, today.plusDays(1))) {
            spend.parts(budget.id(), period, MOST_PARTS, true).forEach(row -> {
                Target target = target(targets, budget, row.key().part(), basis);
                if (period.equals(SpendKey.LIFE)) {
                    row.spend().days().keySet().forEach(day -> target.add(day, false));
                } else {
                    days.stream()
                            .filter(day -> YearMonth.from(day).toString().equals(period))
                            .forEach(day -> target.add(day, false));
                }
            });
        }
        if (budget.terms().needsSessions()) {
            usage.ofAllSessions(budget, clients, days)
                    .keySet()
                    .forEach(key -> target(targets, budget, budget.terms().isPerSession() ? key.session() : "", basis)
                            .add(key.day(), false));
        } else {
            usage.ofCells(List.of(budget), clients, days)
                    .keySet()
                    .forEach(place ->
                            target(targets, budget, place.part(), basis).add(place.day(), false));
        }
        return new ArrayList<>(targets.values());
    }

    /// The first day of the oldest window that may still alert, or is looked at as history.
    static LocalDate firstNeeded(Budget budget, LocalDate today) {
        LocalDate oldest = today.minusDays(ALERTING_DAYS);
        Kind kind = budget.terms().window().kind();
        LocalDate start = switch (kind) {
            case DAY, WEEK, MONTH -> budget.windowAt(oldest).start();
            case ROLLING -> budget.windowAt(oldest).start().minusDays(1);
            case SESSION -> oldest.minusDays(ALERTING_DAYS);
            case TOTAL -> budget.firstDay();
        };
        LocalDate limit = today.minusDays(Budget.OLDEST_DAYS);
        LocalDate valid = budget.terms().validFrom().orElse(limit);
        LocalDate first = start.isBefore(valid) ? valid : start;
        first = first.isBefore(limit) ? limit : first;
        return first.isAfter(today) ? today : first;
    }
}
