package io.agentmeter.functions.library.brake;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Basis;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetBook.Held;
import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.budget.Spend;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.functions.library.budgets.BudgetBooks;
import io.agentmeter.slice.Entry;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The stores as the brake sees them: budgets and what is spent at most a second old, what a session is called ten.
/// Only what changes an answer for the worse is read again before it is said.
final class BrakeMemory {
    private static final String ALL = "";
    private static final Duration FRESH = Duration.ofSeconds(1);
    /// What a session is called seldom changes, and its next call comes when this is old already.
    private static final Duration SESSION_YOUNG = Duration.ofSeconds(2);
    private static final Duration SESSION_FRESH = Duration.ofSeconds(10);
    /// In how long a time a session's last request is looked for.
    private static final Duration LATELY = Duration.ofHours(2);

    /// The model and the lane of a session's last request; empty where it has none.
    record LastRequest(String model, String lane) {
        static final LastRequest NONE = new LastRequest("", "");
    }

    /// What was spent by other rules is something else.
    private record Asked(Held held, Basis basis) {}

    private final BrakeStores stores;
    private final OrganisationCalendar calendar;
    private final Remembered<String, BudgetBook> books = new Remembered<>(FRESH);
    private final Remembered<String, List<BudgetOverride>> overrides = new Remembered<>(FRESH);
    private final Remembered<String, Attribution> sessions = new Remembered<>(SESSION_YOUNG, SESSION_FRESH);
    private final Remembered<String, LastRequest> requests = new Remembered<>(SESSION_YOUNG, SESSION_FRESH);
    private final Remembered<Asked, Spend> spend = new Remembered<>(FRESH);

    BrakeMemory(BrakeStores stores, OrganisationCalendar calendar) {
        this.stores = stores;
        this.calendar = calendar;
    }

    BudgetBook book(Instant now, boolean again) {
        return again ? books.renew(ALL, now, () -> readBook(true)) : books.get(ALL, now, () -> readBook(false));
    }

    /// Whether it is known, and fresh enough to be used without a read, that no budget speaks to agents.
    Optional<BudgetBook> lastBook() {
        return books.last(ALL);
    }

    private BudgetBook readBook(boolean strong) {
        return new BudgetBooks(stores.budgets(), stores.clients()).read(strong);
    }

    List<BudgetOverride> overrides(Instant now, boolean again) {
        return again
                ? overrides.renew(ALL, now, () -> stores.overrides().all(true))
                : overrides.get(ALL, now, () -> stores.overrides().all(false));
    }

    Attribution session(String session, Instant now) {
        return session.isEmpty()
                ? Attribution.NONE
                : sessions.get(
                        session,
                        now,
                        () -> stores.rollups()
                                .sessions(List.of(session))
                                .values()
                                .iterator()
                                .next()
                                .attribution());
    }

    Optional<Attribution> lastSession(String session) {
        return sessions.last(session);
    }

    LastRequest lastRequest(String session, Instant now) {
        return session.isEmpty() ? LastRequest.NONE : requests.get(session, now, () -> readLastRequest(session, now));
    }

    private LastRequest readLastRequest(String session, Instant now) {
        SliceKey from = new SliceKey(session, OrganisationCalendar.quarterOf(now.minus(LATELY)), 0);
        SliceKey to = new SliceKey(session, OrganisationCalendar.quarterOf(now), Slice.MORE_PAGES);
        return stores.rollups().slicesOf(session, from, to).stream()
                .flatMap(slice -> slice.entries().values().stream())
                .map(Entry::event)
                .filter(ModelRequest.class::isInstance)
                .map(ModelRequest.class::cast)
                .max(Comparator.comparing(ModelRequest::time))
                .map(request -> new LastRequest(
                        request.facts().model().or(""), request.facts().lane().or("")))
                .orElse(LastRequest.NONE);
    }

    /// What the part spent on every day of today's window, and on the other days of the months that those are in.
    Spend spend(Held held, BudgetBook book, Instant now, boolean again) {
        Asked asked = new Asked(held, held.budget().basis(book.clients()));
        return again
                ? spend.renew(asked, now, () -> readSpend(asked, now, true))
                : spend.get(asked, now, () -> readSpend(asked, now, false));
    }

    private Spend readSpend(Asked asked, Instant now, boolean strong) {
        Held held = asked.held();
        LocalDate today = calendar.dayOf(now);
        LocalDate first = held.budget().windowAt(today).start();
        return stores.spend().spend(held.budget(), held.part(), asked.basis(), first, today, strong);
    }
}
