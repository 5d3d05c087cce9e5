package io.agentmeter.functions.alert.watch;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.budget.Forecast;
import io.agentmeter.budget.Spend;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.functions.library.control.SpendStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// How every part of every budget stands, and where it is heading. Budgets per session are left out: sessions end
/// before anybody could act.
final class Standings {
    /// @param forecast empty where nothing can be said
    record Standing(BudgetState state, Optional<Forecast> forecast) {}

    private final BudgetBooks books;
    private final SpendStore spend;
    private final OrganisationCalendar calendar;

    Standings(BudgetBooks books, SpendStore spend, OrganisationCalendar calendar) {
        this.books = books;
        this.spend = spend;
        this.calendar = calendar;
    }

    /// The fullest first.
    List<Standing> of(Instant now) {
        LocalDate today = calendar.dayOf(now);
        BudgetBook book = books.read(false);
        List<Standing> standings = new ArrayList<>();
        for (Budget budget : book.budgets()) {
            if (budget.isValidOn(today) && !budget.terms().isPerSession()) {
                spendOf(book, budget, today).forEach((part, days) -> {
                    BudgetState state = BudgetState.of(budget, part, days, List.of(), now, calendar);
                    standings.add(new Standing(state, Forecast.of(state, days, now, calendar)));
                });
            }
        }
        standings.sort(Comparator.comparing((Standing one) -> one.state().percent())
                .reversed()
                .thenComparing(one -> one.state().budget().id())
                .thenComparing(one -> one.state().part()));
        return standings;
    }

    private SortedMap<String, Spend> spendOf(BudgetBook book, Budget budget, LocalDate today) {
        LocalDate history = today.minusDays(Forecast.HISTORY_DAYS);
        LocalDate start = budget.windowAt(today).start();
        return spend.spendOfParts(
                budget, budget.basis(book.clients()), start.isBefore(history) ? start : history, today);
    }
}
