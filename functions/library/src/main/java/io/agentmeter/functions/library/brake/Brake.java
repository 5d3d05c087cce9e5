package io.agentmeter.functions.library.brake;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetBook;
import io.agentmeter.budget.BudgetBook.Held;
import io.agentmeter.budget.BudgetOverride;
import io.agentmeter.budget.BudgetState;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.Subject;
import io.agentmeter.event.Attribution;
import io.agentmeter.functions.library.control.InFlightStore.Part;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.rollup.Dimensions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Decides whether an agent may go on. What is spent is a second old at most; only a refusal is confirmed by
/// reading again, so a budget that was lifted lets work go on at once. Reads nothing but the list of budgets where none
/// of them speaks to agents.
public final class Brake {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final BrakeMemory memory;
    private final Reservations reservations;
    private final BudgetWords words;
    private final OrganisationCalendar calendar;
    private final InstantSource clock;
    private final FailSafe failSafe;
    private final Executor early;

    /// @param early writes the holds that nobody asks for yet, ends those of calls that are over, and removes old
    /// ones
    public Brake(BrakeStores stores, OrganisationCalendar calendar, InstantSource clock, Executor early) {
        this.early = early;
        this.memory = new BrakeMemory(stores, calendar);
        this.reservations = new Reservations(stores.inFlight(), early);
        this.words = new BudgetWords(calendar);
        this.calendar = calendar;
        this.clock = clock;
        this.failSafe = new FailSafe(memory, words);
    }

    /// Reads the budgets.
    ///
    /// @throws io.agentmeter.functions.library.StoreUnavailable if that cannot be
    public void prepare() {
        memory.book(clock.instant(), false);
    }

    /// The answer to a hook. An agent that may go on is taken to spend from now on, and one whose turn is over not
    /// to.
    public Decision decide(Asker asker) {
        Instant now = clock.instant();
        return switch (asker.moment()) {
            case OTHER, UNKNOWN -> Decision.FREE;
            case TURN_END, SESSION_END -> end(asker, now);
            case PROMPT, EXPANSION, NEXT_CALL, TOOL, PERMISSION, MODEL_SWITCH -> begin(asker, now);
        };
    }

    /// What is left, without beginning anything.
    public Decision look(Asker asker) {
        Instant now = clock.instant();
        BudgetBook book = memory.book(now, false);
        Subject subject = subject(asker, book, now);
        return Decision.of(subject, findings(held(book, subject), book, now, false), words);
    }

    /// What holds while the stores are silent. Reads nothing.
    ///
    /// @return empty if the budgets were never read
    public Optional<Decision> guess(Asker asker) {
        return failSafe.guess(asker);
    }

    private Decision begin(Asker asker, Instant now) {
        BudgetBook book = memory.book(now, false);
        if (!speaks(book)) {
            return Decision.FREE;
        }
        Subject subject = subject(asker, book, now);
        List<Held> held = held(book, subject);
        List<Finding> findings = findings(held, book, now, false);
        if (refuses(findings, asker)) {
            book = memory.book(now, true);
            subject = subject(asker, book, now);
            held = held(book, subject);
            findings = findings(held, book, now, true);
        }
        boolean spends = asker.moment().startsCall() && !asker.session().isEmpty();
        if (spends && !refuses(findings, asker)) {
            findings = reserve(findings, asker, book, now);
        }
        if (spends && refuses(findings, asker)) {
            // No hook follows that says so: what this agent had in flight is over.
            endHolds(held, asker, now);
        }
        return Decision.of(subject, findings, words);
    }

    private static boolean speaks(BudgetBook book) {
        return book.budgets().stream().anyMatch(Budget::speaksToAgents);
    }

    private static boolean refuses(List<Finding> findings, Asker asker) {
        return findings.stream().anyMatch(finding -> asker.moment().isBlockedBy(finding.verdict()));
    }

    /// Of budgets that are nearly used the holds are written first, and those of others read after it. Of the rest
    /// nobody asks for holds yet, so an answer need not wait for them.
    private List<Finding> reserve(List<Finding> findings, Asker asker, BudgetBook book, Instant now) {
        List<Finding> blocking = blocking(findings);
        List<Finding> near = blocking.stream().filter(Brake::isNearlyUsed).toList();
        hold(near, asker, now);
        List<Finding> counted =
                each(findings, finding -> isNearlyUsed(finding) ? withOthers(finding, asker, book, now) : finding);
        if (refuses(counted, asker)) {
            each(near, finding -> {
                reservations.withdraw(finding.part(), asker.session(), asker.worker());
                return finding;
            });
        } else if (near.size() < blocking.size()) {
            List<Finding> rest =
                    blocking.stream().filter(finding -> !isNearlyUsed(finding)).toList();
            early.execute(() -> hold(rest, asker, now));
        }
        return counted;
    }

    private void hold(List<Finding> blocking, Asker asker, Instant now) {
        each(blocking, finding -> {
            BigDecimal amount = Reservations.expected(
                    finding.budget().terms().limit().measure(), finding.state().spent(), finding.spend());
            if (amount.signum() > 0) {
                reservations.begin(finding.part(), asker.session(), asker.worker(), amount, now);
            }
            return finding;
        });
    }

    private static List<Finding> blocking(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.budget().blocksFrom().isPresent())
                .toList();
    }

    /// From half of what blocks on, the others matter.
    private static boolean isNearlyUsed(Finding finding) {
        return finding.budget()
                .blocksFrom()
                .filter(from -> finding.state().spent().amount().multiply(TWO).compareTo(from) >= 0)
                .isPresent();
    }

    private Finding withOthers(Finding finding, Asker asker, BudgetBook book, Instant now) {
        BigDecimal others = reservations.ofOthers(finding.part(), asker.session(), asker.worker(), now);
        List<BudgetOverride> overrides = memory.overrides(now, false);
        Finding again = finding(finding.held(), book, overrides, now, true);
        boolean lifted = overrides.stream()
                .anyMatch(override ->
                        override.isFor(again.budget().id(), again.state().part(), now));
        return lifted ? again : again.with(others);
    }

    private Decision end(Asker asker, Instant now) {
        BudgetBook book = memory.book(now, false);
        if (asker.session().isEmpty() || !speaks(book)) {
            return Decision.FREE;
        }
        endHolds(held(book, subject(asker, book, now)), asker, now);
        return Decision.FREE;
    }

    private void endHolds(List<Held> held, Asker asker, Instant now) {
        List<Held> blocking = held.stream()
                .filter(one -> one.budget().blocksFrom().isPresent())
                .toList();
        if (blocking.isEmpty()) {
            return;
        }
        early.execute(() -> each(blocking, one -> {
            Part part = new Part(one.budget().id(), one.part());
            reservations.end(part, asker.session(), asker.worker(), now);
            return one;
        }));
    }

    private List<Held> held(BudgetBook book, Subject subject) {
        return book.holding(subject).stream()
                .filter(held -> held.budget().speaksToAgents())
                .toList();
    }

    private List<Finding> findings(List<Held> held, BudgetBook book, Instant now, boolean again) {
        if (held.isEmpty()) {
            return List.of();
        }
        List<BudgetOverride> overrides = memory.overrides(now, again);
        return each(held, one -> finding(one, book, overrides, now, again));
    }

    private Finding finding(Held held, BudgetBook book, List<BudgetOverride> overrides, Instant now, boolean again) {
        Spend spend = memory.spend(held, book, now, again);
        return Finding.of(BudgetState.of(held.budget(), held.part(), spend, overrides, now, calendar), spend);
    }

    private Subject subject(Asker asker, BudgetBook book, Instant now) {
        Attribution known = memory.session(asker.session(), now).merge(asker.said());
        Subject session = Subject.of(asker.session(), Dimensions.of(known), book.clients());
        if (!needsRequests(book) || (!asker.model().isEmpty() && !asker.lane().isEmpty())) {
            return session.with(asker.model(), asker.lane());
        }
        BrakeMemory.LastRequest last = memory.lastRequest(asker.session(), now);
        return session.with(
                asker.model().isEmpty() ? last.model() : asker.model(),
                asker.lane().isEmpty() ? last.lane() : asker.lane());
    }

    private static boolean needsRequests(BudgetBook book) {
        return book.budgets().stream()
                .filter(Budget::speaksToAgents)
                .map(Budget::terms)
                .anyMatch(terms -> terms.needsRequests()
                        || terms.per()
                                .filter(field -> field == ScopeField.MODEL || field == ScopeField.LANE)
                                .isPresent());
    }

    /// Several at once; one alone without another thread.
    private static <T, R> List<R> each(List<T> inputs, Function<T, R> work) {
        return inputs.size() < 2 ? inputs.stream().map(work).toList() : DayReader.each(inputs, work);
    }
}
