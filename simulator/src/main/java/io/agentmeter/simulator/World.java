package io.agentmeter.simulator;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Streams;
import io.agentmeter.event.Erased;
import io.agentmeter.functions.aggregate.Erasure;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.aggregate.Repricing;
import io.agentmeter.functions.ingest.IngestService;
import io.agentmeter.functions.library.control.PersonRows;
import io.agentmeter.pricing.PriceList;
import io.agentmeter.slice.Pricer;
import io.agentmeter.streams.FilterCriteria;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One run of a history: collectors, tables, stream, poller and invocations, taken further one step at a time until
/// nothing is left to do.
final class World {
    private static final int MOST_STEPS = 400_000;
    private static final int MOST_SHARDS = 12;
    private static final FilterCriteria FILTER = new FilterCriteria(Streams.all().stream()
            .filter(subscription -> subscription.function() == Functions.AGGREGATE)
            .findFirst()
            .orElseThrow()
            .filters());

    private final History history;
    private final Product product;
    private final Product.Counting counting;
    private final Tally tally = new Tally();
    private final Trace trace;
    private final Chance chance;
    private final Stage stage;
    private final SimulatedStream stream;
    private final EventsTable events;
    private final SimulatedRollups rollups;
    private final Poller poller;
    private final Collectors collectors;
    private final Orders orders;
    private final Deque<Chore> chores;
    private final Expectation expectation = new Expectation();
    private Instant now;
    private final List<Erased> erased = new ArrayList<>();
    private final SimulatedScan scan;
    private PriceList prices = Prices.FIRST;
    private int steps;

    World(History history, Product product, boolean traced) {
        this.history = history;
        this.product = product;
        this.counting = product.counting().get();
        this.now = history.now();
        this.trace = new Trace(traced);
        this.chance = new Chance(history.seed(), history.faults());
        Calls calls = new Calls(chance, tally, trace, history.pauseEvery());
        this.stage = new Stage(calls, trace);
        this.orders = new Orders(stage, trace);
        this.stream = new SimulatedStream(history.shards());
        this.events = new EventsTable(stream, calls, () -> now);
        this.scan = new SimulatedScan(events, calls);
        this.rollups = new SimulatedRollups(calls);
        this.poller = new Poller(
                stream, history.lanes(), history.batchSize(), this::passes, chance, tally, () -> now, this::invoke);
        IngestService ingest = new IngestService(product.events().apply(events.store(history.writes())));
        this.collectors = new Collectors(history.posts(), ingest, stage, expectation, tally, trace, () -> now);
        this.chores = new ArrayDeque<>(history.chores());
    }

    /// Runs to the end.
    Outcome run() {
        Optional<String> failure = rest();
        // Who started before a change may write after it, so the order to price again is given once more at the end.
        if (failure.isEmpty() && prices != Prices.FIRST) {
            reprice();
            failure = rest();
        }
        // The same for those who are to be forgotten: reports went on naming them.
        if (failure.isEmpty() && !erased.isEmpty()) {
            erased.forEach(this::erase);
            failure = rest();
        }
        stage.end();
        List<String> wrong = failure.map(List::of)
                .orElseGet(() -> expectation.differences(history, folding(), events.events(), rollups.table(), erased));
        return new Outcome(wrong, tally, trace.lines(), chance.drawn());
    }

    /// Goes on until nothing is left to do.
    ///
    /// @return what kept it from getting there
    private Optional<String> rest() {
        List<Runnable> options = new ArrayList<>();
        while (stage.failure().isEmpty()) {
            if (steps++ > MOST_STEPS) {
                return Optional.of("it does not come to rest");
            }
            options.clear();
            offer(options);
            if (options.isEmpty()) {
                return Optional.empty();
            }
            chance.oneOf(options).run();
            strike();
        }
        return stage.failure();
    }

    private void offer(List<Runnable> options) {
        stage.offer(options);
        collectors.offer(options);
        orders.offer(options);
        poller.offer(options);
        Chore chore = chores.peekFirst();
        if (chore != null && (collectors.acknowledged() >= chore.afterPosts() || collectors.areDone())) {
            options.add(() -> doChore(chores.removeFirst()));
        }
        if (events.hasOrphans()) {
            options.add(() -> note(events.endOrphan(chance.oneIn(2)), "event"));
        }
        if (rollups.hasOrphans()) {
            options.add(() -> note(rollups.endOrphan(chance.oneIn(2)), "rollups"));
        }
    }

    /// What may strike at any time, whoever runs.
    private void strike() {
        now = now.plusMillis(chance.below(2_000));
        if (chance.strikes(Happening.POLLER_RESTARTED)) {
            note(Happening.POLLER_RESTARTED, "");
            poller.restart();
        }
        if (chance.strikes(Happening.OLD_BATCH_REDELIVERED)) {
            redeliver();
        }
        if (chance.strikes(Happening.SHARD_SPLIT) && stream.all().size() < MOST_SHARDS) {
            SimulatedStream.Shard shard = chance.oneOf(stream.open());
            note(Happening.SHARD_SPLIT, shard.id());
            stream.split(shard);
        }
        if (chance.strikes(Happening.SHARD_ROLLED_OVER) && stream.all().size() < MOST_SHARDS) {
            SimulatedStream.Shard shard = chance.oneOf(stream.open());
            note(Happening.SHARD_ROLLED_OVER, shard.id());
            stream.rollOver(shard);
        }
    }

    private void note(Happening happening, String what) {
        tally.count(happening);
        trace.add(() -> happening.label() + " " + what);
    }

    private void redeliver() {
        SimulatedStream.Shard shard = chance.oneOf(stream.all());
        int records = poller.processed(shard);
        if (records > 0) {
            int from = chance.below(records);
            int to = from + 1 + chance.below(Math.min(records - from, history.batchSize()));
            List<StreamRecord> batch = shard.records().subList(from, to).stream()
                    .filter(this::passes)
                    .toList();
            if (!batch.isEmpty()) {
                note(Happening.OLD_BATCH_REDELIVERED, shard.id());
                invoke(shard.id(), batch);
            }
        }
    }

    private boolean passes(StreamRecord record) {
        if (history.filtered() && !FILTER.matches(record.json())) {
            tally.count(Happening.RECORDS_FILTERED);
            return false;
        }
        return true;
    }

    private Invocation invoke(String shard, List<StreamRecord> batch) {
        if (batch.stream().anyMatch(StreamRecord::isRemoval)) {
            tally.count(Happening.REMOVE_REACHED_THE_HANDLER);
        }
        Invocation invocation = new Invocation(batch);
        String what = "starts with " + batch.size() + " record(s) of " + shard + ", "
                + batch.getFirst().sequenceNumber() + " to " + batch.getLast().sequenceNumber();
        invocation.runBy(stage.start(
                "invocation",
                what,
                () -> invocation.answer(
                        counting.count(shard, batch, product.rollups().apply(rollups), folding()))));
        return invocation;
    }

    private Folding folding() {
        return new Folding(new OrganisationCalendar(ZoneId.of(history.zone())), new Pricer(prices, history.policy()));
    }

    private void doChore(Chore chore) {
        switch (chore) {
            case Chore.Expire(int _, String key) ->
                events.expire(key).ifPresent(gone -> {
                    note(Happening.EVENT_EXPIRED, key);
                    expectation.expired(gone);
                });
            case Chore.ChangePrices _ -> {
                note(Happening.PRICES_CHANGED, "");
                prices = Prices.LATER;
            }
            case Chore.Reprice _ -> reprice();
            case Chore.Erase(int _, String person) -> {
                Erased forgotten = new Erased(person, Erased.MARK + "erased-" + erased.size());
                erased.add(forgotten);
                erase(forgotten);
            }
        }
    }

    private void erase(Erased forgotten) {
        TreeSet<LocalDate> days = new TreeSet<>(history.days(folding().calendar()));
        if (!days.isEmpty()) {
            orders.give("erasure of " + forgotten.person(), () -> {
                Erasure erasure = new Erasure(scan, events.replacement(), rollups, rollups, PersonRows.NONE, folding());
                Erasure.Result result = erasure.erase(forgotten, days.first(), days.last());
                tally.count(Happening.SLICES_ERASED, result.slices());
                tally.count(Happening.EVENTS_ERASED, result.events());
            });
        }
    }

    private void reprice() {
        Set<LocalDate> days = history.days(folding().calendar());
        orders.give("re-pricing", () -> {
            Repricing repricing = new Repricing(rollups, folding());
            for (LocalDate day : new TreeSet<>(days)) {
                tally.count(Happening.SLICES_REPRICED, repricing.reprice(day, day));
            }
        });
    }
}
