package io.agentmeter.simulator;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Streams;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.ingest.IngestService;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.events.DynamoDbEventStore;
import io.agentmeter.functions.library.events.EventStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.simulator.Calls.Caller;
import io.agentmeter.slice.Pricer;
import io.agentmeter.streams.FilterCriteria;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One run of a history: collectors, tables, stream, poller and invocations, taken further one step at a time until
/// nothing is left to do.
final class World {
    private static final Duration RAW_RETENTION = Duration.ofDays(90);
    private static final int MOST_STEPS = 400_000;
    private static final int POSTS_AT_ONCE = 4;
    private static final PriceBook LIST_PRICES = PriceBook.standard();
    private static final FilterCriteria FILTER = new FilterCriteria(Streams.all().stream()
            .filter(subscription -> subscription.function() == Functions.AGGREGATE)
            .findFirst()
            .orElseThrow()
            .filters());

    private final History history;
    private final Product product;
    private final Turns turns = new Turns();
    private final Tally tally = new Tally();
    private final Trace trace;
    private final Chance chance;
    private final Calls calls;
    private final SimulatedStream stream;
    private final SimulatedEvents events;
    private final SimulatedRollups rollups;
    private final Poller poller;
    private final Product.Counting counting;
    private final IngestService ingest;
    private final Deque<Post> waiting;
    private final Deque<Chore> chores;
    private final List<Sending> sending = new ArrayList<>();
    private final List<Caller> running = new ArrayList<>();
    private final Expectation expectation;
    private Instant now;
    private int acknowledged;
    private int callers;
    private @Nullable String failure;

    private record Sending(Post post, Caller caller, Set<Integer> rejected, boolean[] done) {}

    World(History history, Product product, boolean traced) {
        this.history = history;
        this.product = product;
        this.counting = product.counting().get();
        this.trace = new Trace(traced);
        this.chance = new Chance(history.seed(), history.faults());
        this.calls = new Calls(chance, tally, trace, history.pauseEvery());
        this.now = history.now();
        this.stream = new SimulatedStream(history.shards());
        this.events = new SimulatedEvents(stream, calls, () -> now);
        this.rollups = new SimulatedRollups(calls, chance);
        this.poller = new Poller(
                stream,
                history.lanes(),
                history.batchSize(),
                this::passes,
                chance,
                tally,
                () -> now,
                this::invoke);
        EventStore store = new DynamoDbEventStore(events, SimulatedEvents.TABLE, RAW_RETENTION, () -> now);
        this.ingest = new IngestService(product.events().apply(store));
        this.waiting = new ArrayDeque<>(history.posts());
        this.chores = new ArrayDeque<>(history.chores());
        this.expectation = new Expectation();
    }

    /// Runs to the end.
    ///
    /// @return what is wrong then, in words; nothing if all is right
    Outcome run() {
        int steps = 0;
        List<Runnable> options = new ArrayList<>();
        while (failure == null && steps++ < MOST_STEPS) {
            options.clear();
            offer(options);
            if (options.isEmpty()) {
                break;
            }
            chance.oneOf(options).run();
            strike();
        }
        if (failure == null && steps >= MOST_STEPS) {
            failure = "it does not come to rest";
        }
        running.forEach(caller -> caller.actor().kill());
        String wrong = failure;
        List<String> differences =
                wrong == null ? expectation.differences(history, folding(), events, rollups.table()) : List.of(wrong);
        return new Outcome(differences, tally, trace.lines(), chance.drawn());
    }

    private void offer(List<Runnable> options) {
        running.removeIf(caller -> caller.actor().isFinished());
        for (Caller caller : running) {
            Runnable go = () -> go(caller);
            options.add(go);
            if (!caller.isGivenUp()) {
                options.add(go);
                options.add(go);
            }
        }
        if (!waiting.isEmpty() && sending.size() < POSTS_AT_ONCE) {
            options.add(() -> send(waiting.removeFirst()));
        }
        for (Sending post : sending) {
            if (post.caller().isGivenUp() || post.caller().actor().isFinished()) {
                options.add(() -> sent(post));
            }
        }
        Chore chore = chores.peekFirst();
        if (chore != null && (acknowledged >= chore.afterPosts() || (waiting.isEmpty() && sending.isEmpty()))) {
            options.add(() -> doChore(chores.removeFirst()));
        }
        if (rollups.hasOrphans()) {
            options.add(() -> {
                Happening end = rollups.endOrphan();
                tally.count(end);
                trace.add(end::label);
            });
        }
        poller.offer(options);
    }

    private void go(Caller caller) {
        calls.run(caller);
        Throwable unexpected = caller.actor().failureOrNull();
        if (unexpected != null) {
            failure = caller.name() + " threw " + unexpected + " at " + List.of(unexpected.getStackTrace())
                    .subList(0, Math.min(4, unexpected.getStackTrace().length));
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
        if (chance.strikes(Happening.SHARD_SPLIT) && stream.all().size() < 12) {
            SimulatedStream.Shard shard = chance.oneOf(stream.open());
            note(Happening.SHARD_SPLIT, shard.id());
            stream.split(shard);
        }
        if (chance.strikes(Happening.SHARD_ROLLED_OVER) && stream.all().size() < 12) {
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
            List<StreamRecord> batch =
                    shard.records().subList(from, to).stream().filter(this::passes).toList();
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
        Caller caller = new Caller("invocation-" + ++callers);
        Invocation invocation = new Invocation(caller, List.copyOf(batch));
        trace.add(() -> caller.name() + ": starts with " + batch.size() + " record(s) of " + shard + ", "
                + batch.getFirst().sequenceNumber() + " to " + batch.getLast().sequenceNumber());
        if (batch.stream().anyMatch(record -> "REMOVE".equals(record.record().getEventName()))) {
            tally.count(Happening.REMOVE_REACHED_THE_HANDLER);
        }
        start(
                caller,
                () -> invocation.answer(
                        counting.count(shard, batch, product.rollups().apply(rollups), folding())));
        return invocation;
    }

    private void start(Caller caller, Runnable body) {
        caller.setActor(turns.actor(caller.name(), body));
        running.add(caller);
    }

    private Folding folding() {
        return new Folding(
                new OrganisationCalendar(ZoneId.of(history.zone())),
                new Pricer(LIST_PRICES, history.policy()));
    }

    private void send(Post post) {
        Caller caller = new Caller("post-" + ++callers + "-of-" + post.collector());
        Sending attempt = new Sending(post, caller, new TreeSet<>(), new boolean[1]);
        List<Indexed> indexed = IntStream.range(0, post.reports().size())
                .mapToObj(index -> new Indexed(index, post.reports().get(index)))
                .toList();
        trace.add(() -> caller.name() + ": sends " + indexed.size() + " report(s)");
        sending.add(attempt);
        start(caller, () -> {
            try {
                IngestService.Result result =
                        ingest.ingest(new Events(indexed, List.of(), 0, post.backfill()), now);
                for (Rejection rejection : result.rejected()) {
                    attempt.rejected().add(rejection.index());
                }
                count(Happening.REPORT_STORED, result.accepted());
                count(Happening.REPORT_MERGED, result.merged());
                count(Happening.REPORT_DUPLICATE, result.duplicate());
                attempt.done()[0] = true;
            } catch (StoreUnavailable refused) {
                trace.add(() -> caller.name() + ": 503, " + refused.getMessage());
            }
        });
    }

    private void count(Happening happening, int times) {
        for (int time = 0; time < times; time++) {
            tally.count(happening);
        }
    }

    private void sent(Sending attempt) {
        sending.remove(attempt);
        if (!attempt.done()[0] || attempt.caller().isGivenUp()) {
            tally.count(Happening.POST_REPEATED);
            waiting.addFirst(attempt.post());
            return;
        }
        acknowledged++;
        Post post = attempt.post();
        for (int index = 0; index < post.reports().size(); index++) {
            UsageEvent report = post.reports().get(index);
            if (attempt.rejected().contains(index)) {
                tally.count(Happening.REPORT_TOO_OLD);
            } else {
                if (report.time().isBefore(history.now().minus(Duration.ofDays(2)))) {
                    tally.count(Happening.EVENT_LATE_BY_DAYS);
                }
                expectation.accepted(report, !post.backfill());
            }
        }
    }

    private void doChore(Chore chore) {
        switch (chore) {
            case Chore.Expire(int _, String key) -> {
                java.util.Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> gone =
                        events.expire(key);
                if (gone != null) {
                    note(Happening.EVENT_EXPIRED, key);
                    expectation.expired(gone);
                }
            }
        }
    }
}
