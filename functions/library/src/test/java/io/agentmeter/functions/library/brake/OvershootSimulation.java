package io.agentmeter.functions.library.brake;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.budget.Action;
import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetScope;
import io.agentmeter.budget.BudgetTerms;
import io.agentmeter.budget.BudgetWindow;
import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.Limit;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Spent;
import io.agentmeter.budget.Threshold;
import io.agentmeter.event.Attribution;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.InFlight;
import io.agentmeter.functions.library.control.InFlightStore;
import io.agentmeter.functions.library.control.InMemoryInFlightStore;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.hook.HookMoment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/// Many agents work in parallel until one budget stops them all. Each asks one of several warm functions before each of
/// its calls; a call's cost becomes known some seconds after its end. Between any two steps that an asking agent's
/// function takes in the store, other agents may ask and be answered, so every order in which two can overtake each
/// other happens. The same seed gives the same history.
final class OvershootSimulation {
    static final BigDecimal LIMIT = new BigDecimal("100");

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    /// How old what the brake knows may be.
    private static final Duration READ_AGO = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final InFlightStore.Part PART = new InFlightStore.Part("b", "");

    /// Whether reservations are read at all.
    enum Reading {
        OF_OTHERS,
        OF_NOBODY
    }

    /// How late a hold may be that no answer waited for, so long as the store is not overloaded.
    private static final int LATEST_MILLIS = 300;

    /// @param overshoot what was spent above the limit when everything was known
    /// @param bound what the documentation allows for this history
    record Outcome(BigDecimal total, BigDecimal overshoot, BigDecimal bound, int calls) {}

    private record Step(Instant at, long order, Runnable work) {}

    private record Call(int agent, BigDecimal cost, Hold hold, Told told) {}

    /// What was held for a call, and the step of the store since when anybody could see it.
    private static final class Hold {
        private BigDecimal amount = BigDecimal.ZERO;
        private long seenFrom = Long.MAX_VALUE;

        private BigDecimal seenAt(long reading) {
            return seenFrom <= reading ? amount : BigDecimal.ZERO;
        }
    }

    private static final class Told {
        private Instant at = Instant.MAX;

        private boolean isBefore(Instant time) {
            return at.isBefore(time);
        }
    }

    private final Random random;
    private final SettableClock clock = new SettableClock(START);
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparing(Step::at).thenComparing(Step::order));
    private final InFlightStore inFlight = new InMemoryInFlightStore();
    private final BrakeStores stores;
    private final Budget budget;
    private final List<Brake> functions = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    /// Who asks just now; the last one overtook those before.
    private final Deque<Asking> asking = new ArrayDeque<>();
    private final EarlyHolds earlyHolds;
    private BigDecimal told = BigDecimal.ZERO;
    private BigDecimal boundOfLast = BigDecimal.ZERO;
    private long order;
    private long storeStep;
    private int depth;

    /// @param hold of the call that is to begin
    private static final class Asking {
        private final Hold hold = new Hold();
        private long readAt = Long.MAX_VALUE;
    }

    OvershootSimulation(long seed, int agents, Reading reading, EarlyHolds earlyHolds) {
        this.random = new Random(seed);
        this.earlyHolds = earlyHolds;
        BrakeStores memory = BrakeStores.inMemory(new InMemoryRollupStore());
        this.stores = new BrakeStores(
                memory.budgets(),
                memory.clients(),
                memory.overrides(),
                memory.spend(),
                new Interleaving(reading),
                memory.enforcements(),
                memory.rollups());
        BudgetTerms terms = new BudgetTerms(
                "Everything",
                BudgetScope.ORGANISATION,
                null,
                BudgetWindow.of(BudgetWindow.Kind.DAY),
                Limit.usd(LIMIT.toPlainString()),
                List.of(Threshold.percent(100, Action.STOP)),
                BigDecimal.ZERO,
                FailMode.ALLOW,
                "",
                null,
                null);
        this.budget = Budget.created("b", terms, START, "test");
        stores.budgets().put(budget, new Change(START, "test", Change.What.BUDGET, "b", "created", null, "{}"));
        for (int function = 0; function < 3; function++) {
            functions.add(new Brake(stores, new OrganisationCalendar(ZoneOffset.UTC), clock, this::early));
        }
        for (int agent = 0; agent < agents; agent++) {
            int who = agent;
            later(Duration.ofMillis(random.nextInt(60_000)), () -> ask(who, HookMoment.PROMPT));
        }
    }

    Outcome run() {
        Instant end = START.plus(PATIENCE);
        for (Step step = steps.poll(); step != null && step.at().isBefore(end); step = steps.poll()) {
            if (step.at().isAfter(clock.instant())) {
                clock.set(step.at());
            }
            step.work().run();
        }
        BigDecimal total = calls.stream().map(Call::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Outcome(total, total.subtract(LIMIT).max(BigDecimal.ZERO), boundOfLast, calls.size());
    }

    private void later(Duration delay, Runnable work) {
        steps.add(new Step(clock.instant().plus(delay), order++, work));
    }

    /// Work that nobody waits for happens some time after; for whom it is, is known all the same.
    private void early(Runnable work) {
        if (earlyHolds == EarlyHolds.BEFORE_ANSWER) {
            work.run();
            return;
        }
        Asking by = asking.getLast();
        later(Duration.ofMillis(random.nextInt(LATEST_MILLIS)), () -> {
            asking.addLast(by);
            work.run();
            asking.removeLast();
        });
    }

    private Decision decide(int agent, HookMoment moment, Asking asks) {
        asking.addLast(asks);
        Brake function = functions.get(random.nextInt(functions.size()));
        Decision decision = function.decide(new Asker(Attribution.NONE, "s" + agent, "", "", "", moment));
        asking.removeLast();
        return decision;
    }

    private void ask(int agent, HookMoment moment) {
        Asking asks = new Asking();
        Decision decision = decide(agent, moment, asks);
        if (moment.isBlockedBy(decision.verdict())) {
            if (told.compareTo(LIMIT) < 0) {
                later(Duration.ofMillis(1_000 + random.nextInt(20_000)), () -> ask(agent, HookMoment.PROMPT));
            }
            return;
        }
        begin(agent, asks);
    }

    private void begin(int agent, Asking asked) {
        BigDecimal cost = cost();
        Call call = new Call(agent, cost, asked.hold, new Told());
        calls.add(call);
        boundOfLast = bound(agent, asked.readAt);
        Duration lasts = Duration.ofMillis(200 + random.nextInt(30_000));
        Duration arrives = lasts.plusMillis(random.nextInt(12_000));
        later(arrives, () -> tell(call));
        int fate = random.nextInt(100);
        if (fate < 1) {
            // It dies, and nobody says that its turn is over.
            later(Duration.ofMinutes(5 + random.nextInt(20)), () -> ask(agent, HookMoment.PROMPT));
            return;
        }
        if (fate < 20) {
            later(lasts, () -> end(agent));
        } else {
            later(lasts, () -> ask(agent, HookMoment.NEXT_CALL));
        }
    }

    private void end(int agent) {
        decide(agent, HookMoment.TURN_END, new Asking());
        later(Duration.ofMillis(random.nextInt(30_000)), () -> ask(agent, HookMoment.PROMPT));
    }

    /// What the documentation says: of other agents' calls whose cost nobody knew yet, what they cost more than was
    /// held for them; all of the agent's own; and while less than half was known to be used, everything unknown
    /// beyond the other half.
    private BigDecimal bound(int agent, long readAt) {
        BigDecimal own = BigDecimal.ZERO;
        BigDecimal beyondHeld = BigDecimal.ZERO;
        BigDecimal unknown = BigDecimal.ZERO;
        for (Call call : calls) {
            if (!call.told().isBefore(clock.instant().minus(READ_AGO))) {
                unknown = unknown.add(call.cost());
            }
            if (!call.told().isBefore(Instant.MAX)) {
                if (call.agent() == agent) {
                    own = own.add(call.cost());
                } else {
                    BigDecimal beyond = call.cost().subtract(call.hold().seenAt(readAt));
                    beyondHeld = beyondHeld.add(beyond.max(BigDecimal.ZERO));
                }
            }
        }
        BigDecimal half = LIMIT.divide(BigDecimal.TWO);
        return own.add(beyondHeld).max(unknown.subtract(half));
    }

    /// Mostly about a dollar, sometimes five.
    private BigDecimal cost() {
        int cents = random.nextInt(20) == 0 ? 500 : 50 + random.nextInt(100);
        return BigDecimal.valueOf(cents, 2);
    }

    private void tell(Call call) {
        call.told().at = clock.instant();
        told = told.add(call.cost());
        LocalDate day = LocalDate.of(2026, 11, 22);
        SpendKey key = SpendKey.of(budget, "", day);
        SpendRow row =
                stores.spend().rows(List.of(key), true).values().iterator().next();
        Basis basis = new Basis(1, 0);
        Spent before = row.on(basis).on(day);
        TreeMap<LocalDate, Spent> days = new TreeMap<>();
        days.put(day, before.plus(new Spent(call.cost(), 1)));
        if (!stores.spend().write(row.with(basis, days))) {
            throw new IllegalStateException("nobody else writes");
        }
    }

    /// Lets others overtake at every step of the protocol.
    private final class Interleaving implements InFlightStore {
        private final Reading reading;

        private Interleaving(Reading reading) {
            this.reading = reading;
        }

        private void overtake() {
            Step next = steps.peek();
            boolean soon = next != null
                    && next.at().isBefore(clock.instant().plusMillis(400))
                    && depth < 6
                    && random.nextInt(2) == 0;
            if (soon) {
                steps.remove(next);
                depth++;
                next.work().run();
                depth--;
            }
        }

        @Override
        public List<InFlight> all(Part part) {
            overtake();
            asking.getLast().readAt = ++storeStep;
            return reading == Reading.OF_OTHERS ? inFlight.all(part) : List.of();
        }

        @Override
        public InFlight find(Part part, String session, String worker) {
            overtake();
            return inFlight.find(part, session, worker);
        }

        @Override
        public boolean write(Part part, InFlight row) {
            overtake();
            boolean written = inFlight.write(part, row);
            Hold hold = asking.getLast().hold;
            if (written && hold.seenFrom == Long.MAX_VALUE && !row.holds().isEmpty()) {
                hold.amount = row.holds().getLast().amount();
                hold.seenFrom = ++storeStep;
            }
            overtake();
            return written;
        }

        @Override
        public void remove(Part part, InFlight row) {
            inFlight.remove(part, row);
        }
    }
}
