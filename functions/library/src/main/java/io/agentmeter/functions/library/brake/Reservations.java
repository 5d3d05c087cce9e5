package io.agentmeter.functions.library.brake;

import io.agentmeter.budget.Measure;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.Spent;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.InFlight;
import io.agentmeter.functions.library.control.InFlightStore;
import io.agentmeter.functions.library.control.InFlightStore.Part;
import io.agentmeter.functions.library.days.DayReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/// Holds what a call is likely to cost from before it begins until its cost has been told. Whoever wants to begin first
/// writes its own hold and then reads those of all others, so of two that begin at once at least one sees the other.
final class Reservations {
    /// How much more than the mean a call is expected to cost.
    private static final BigDecimal MARGIN = new BigDecimal("1.5");

    /// Holds that ended so long ago are removed by whoever comes across them.
    private static final Duration REMOVED_AFTER = Duration.ofMinutes(5);

    private static final int MOST_REMOVED = 25;
    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_TRIES = 10;

    private record Own(Part part, String session, String worker) {}

    private final InFlightStore store;
    private final ConcurrentMap<Own, InFlight> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<Own, Instant> ended = new ConcurrentHashMap<>();

    private final Executor removing;

    /// @param removing removes what is long over
    Reservations(InFlightStore store, Executor removing) {
        this.store = store;
        this.removing = removing;
    }

    /// What the next call is held for: half as much again as the mean of the window's requests, or of the days
    /// around it while the window has none.
    static BigDecimal expected(Measure measure, Spent inWindow, Spend around) {
        if (measure == Measure.REQUESTS) {
            return BigDecimal.ONE;
        }
        Spent basis = inWindow.requests() > 0
                ? inWindow
                : around.days().values().stream().reduce(Spent.NOTHING, Spent::plus);
        return basis.requests() <= 0
                ? BigDecimal.ZERO
                : basis.amount().multiply(MARGIN).divide(BigDecimal.valueOf(basis.requests()), MathContext.DECIMAL32);
    }

    void begin(Part part, String session, String worker, BigDecimal amount, Instant now) {
        Own own = new Own(part, session, worker);
        change(own, row -> row.begun(amount, now));
        Instant end = ended.get(own);
        if (end != null && end.isAfter(now)) {
            // Its turn was over before this was written, and whoever ended it found nothing.
            change(own, row -> row.ended(end));
        }
    }

    void withdraw(Part part, String session, String worker) {
        change(new Own(part, session, worker), InFlight::withdrawn);
    }

    void end(Part part, String session, String worker, Instant now) {
        Own own = new Own(part, session, worker);
        if (ended.size() > MOST_KNOWN) {
            ended.clear();
        }
        ended.put(own, now);
        InFlight row = store.find(part, session, worker);
        if (!row.isOver(now)) {
            remember(own, row);
            change(own, current -> current.ended(now));
        }
    }

    /// What all agents but this one have in flight.
    BigDecimal ofOthers(Part part, String session, String worker, Instant now) {
        List<InFlight> all = store.all(part);
        List<InFlight> over = all.stream()
                .filter(row -> row.isOver(now.minus(REMOVED_AFTER)) && !row.isOf(session, worker))
                .toList();
        if (!over.isEmpty()) {
            // Not all begin at the same end.
            int first = Math.floorMod(session.hashCode(), over.size());
            List<InFlight> some = over.subList(first, Math.min(over.size(), first + MOST_REMOVED));
            removing.execute(() -> DayReader.each(some, row -> remove(part, row)));
        }
        return all.stream()
                .filter(row -> !row.isOf(session, worker))
                .map(row -> row.at(now))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private boolean remove(Part part, InFlight row) {
        try {
            store.remove(part, row);
            return true;
        } catch (StoreUnavailable left) {
            // Whoever comes across it next removes it; an answer does not depend on it.
            return false;
        }
    }

    private interface Step {
        InFlight of(InFlight row);
    }

    private void change(Own own, Step step) {
        InFlight row = known.getOrDefault(own, InFlight.none(own.session(), own.worker()));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            InFlight next = step.of(row);
            if (store.write(own.part(), next)) {
                remember(own, next.stored());
                return;
            }
            row = store.find(own.part(), own.session(), own.worker());
        }
        throw new IllegalStateException("one agent's hold changes faster than it can be written");
    }

    private void remember(Own own, InFlight stored) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        known.put(own, stored);
    }
}
