package io.agentmeter.functions.library.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertKind;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.StoredAlert;
import io.agentmeter.functions.library.control.StoredAlert.Answer;
import io.agentmeter.functions.library.control.StoredAlert.State;
import io.agentmeter.functions.library.control.StoredAlert.Try;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// One race: several raisers of the same alerts and a sweeper, all of whose calls fail, arrive without an answer, or
/// are the last thing the process does. Raisers are called again until they succeed, as a stream does.
final class AlertRace {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    /// A process that ends in the middle.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// A message as a channel got it.
    private record Message(String channel, String id, String text) {}

    private final Random random;
    private final Turns turns;
    private final AlertStore store;
    private final String prefix;
    private final int faultPercent;
    private final List<Message> messages = new ArrayList<>();
    private final Set<String> inHand = new HashSet<>();
    private Instant now = START;
    private int faults;

    AlertRace(long seed, AlertStore store) {
        this.random = new Random(seed);
        this.turns = new Turns(random);
        this.store = store;
        this.prefix = "race/" + seed + "/";
        this.faultPercent = random.nextInt(4) * 10;
    }

    void run() {
        int alerts = 1 + random.nextInt(3);
        int raisers = 2 + random.nextInt(3);
        IntStream.range(0, raisers).forEach(raiser -> turns.add(() -> raiseUntilItIsCertain(raiser, alerts)));
        turns.add(this::sweepNowAndThen);
        turns.run();
        sweepUntilNothingIsOpen();
        IntStream.range(0, alerts).forEach(this::assertToldOnce);
    }

    private void raiseUntilItIsCertain(int raiser, int alerts) {
        for (boolean certain = false; !certain; ) {
            Alerts process = process();
            try {
                for (int n = 0; n < alerts; n++) {
                    process.raise(alert(n, "as raiser " + raiser + " saw it"), now);
                    process.raise(alert(n, "as it was seen again"), now);
                }
                certain = true;
            } catch (Killed | StoreUnavailable again) {
                pass(random.nextInt(3_000));
            }
        }
    }

    private void sweepNowAndThen() {
        for (int n = 0; n < 3; n++) {
            turns.step();
            pass(random.nextInt(100_000));
            try {
                process().sweep(now, () -> random.nextInt(8) > 0);
            } catch (Killed | StoreUnavailable again) {
                pass(1);
            }
        }
    }

    /// The clock goes on and so does the trouble; a schedule never gives up.
    private void sweepUntilNothingIsOpen() {
        for (int n = 0; !due(Instant.MAX).isEmpty(); n++) {
            assertThat(n).as("an alert is never finished: " + due(Instant.MAX)).isLessThan(1_000);
            pass(60_000);
            try {
                process().sweep(now, () -> random.nextInt(8) > 0);
            } catch (Killed | StoreUnavailable again) {
                pass(1);
            }
        }
    }

    private void assertToldOnce(int n) {
        StoredAlert kept = store.find(prefix + n).orElseThrow();
        assertThat(store.newest(10_000).stream()
                        .filter(alert -> alert.alert().id().equals(prefix + n)))
                .as("one item")
                .hasSize(1);
        assertThat(kept.state(now)).isEqualTo(State.SENT);
        Map<String, Integer> copies = new HashMap<>();
        for (Message message : messages) {
            if (message.id().equals(prefix + n)) {
                assertThat(message.text())
                        .as("the words that were claimed")
                        .isEqualTo(kept.alert().text());
                copies.merge(message.channel(), 1, Integer::sum);
            }
        }
        assertThat(copies.keySet()).as("none is lost").containsExactlyInAnyOrder("topic", "webhook/ops");
        if (faults == 0) {
            assertThat(copies.values()).as("nothing went wrong").containsOnly(1);
        }
    }

    private List<StoredAlert> due(Instant at) {
        return store.due(at).stream()
                .filter(alert -> alert.alert().id().startsWith(prefix))
                .toList();
    }

    private void pass(int milliseconds) {
        now = now.plusMillis(milliseconds);
    }

    private Alert alert(int n, String words) {
        return Alert.of(prefix + n, AlertKind.ANOMALY, "Alert " + n, words, Map.of(), START, "");
    }

    private Alerts process() {
        return new Alerts(
                new TroubledStore(),
                AlertPolicy.always(List.of(new TroubledChannel("topic"), new TroubledChannel("webhook/ops"))),
                AlertRace::inTurn);
    }

    private static <T, R> List<R> inTurn(Collection<T> things, Function<T, R> work) {
        return things.stream().map(work).toList();
    }

    private boolean goesWrong() {
        boolean wrong = random.nextInt(100) < faultPercent;
        faults += wrong ? 1 : 0;
        return wrong;
    }

    private final class TroubledChannel implements AlertChannel {
        private final String name;

        TroubledChannel(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isForeign() {
            return !"topic".equals(name);
        }

        @Override
        public Outcome send(Alert alert, Instant at) {
            turns.step();
            if (goesWrong()) {
                return Outcome.refused("it is down");
            }
            messages.add(new Message(name, alert.message().id(), alert.text()));
            turns.step();
            if (goesWrong()) {
                throw new Killed();
            }
            return goesWrong() ? Outcome.refused("no answer came") : Outcome.TAKEN;
        }

        @Override
        public Duration patience() {
            return Duration.ofDays(400);
        }
    }

    private final class TroubledStore implements AlertStore {
        private void before() {
            turns.step();
            if (goesWrong()) {
                throw new StoreUnavailable("before", new IllegalStateException("test"));
            }
        }

        private void after() {
            turns.step();
            if (goesWrong()) {
                throw new Killed();
            }
            if (goesWrong()) {
                throw new StoreUnavailable("after", new IllegalStateException("test"));
            }
        }

        @Override
        public Optional<StoredAlert> claim(Alert alert, Instant at, Instant leaseUntil) {
            before();
            Optional<StoredAlert> claimed = store.claim(alert, at, leaseUntil);
            // A sender that takes longer than its lease is a fault too.
            faults += claimed.isPresent() && !inHand.add(alert.id()) ? 1 : 0;
            after();
            return claimed;
        }

        @Override
        public void tried(String id, String channel, Try outcome) {
            before();
            store.tried(id, channel, outcome);
            after();
        }

        @Override
        public void release(StoredAlert claimed, Instant retryAt) {
            before();
            store.release(claimed, retryAt);
            inHand.remove(claimed.alert().id());
            after();
        }

        @Override
        public void finish(String id, Instant at) {
            before();
            store.finish(id, at);
            inHand.remove(id);
            after();
        }

        @Override
        public List<StoredAlert> due(Instant at) {
            before();
            return AlertRace.this.due(at);
        }

        @Override
        public Optional<StoredAlert> find(String id) {
            return store.find(id);
        }

        @Override
        public boolean answer(String id, Answer answer) {
            return store.answer(id, answer);
        }

        @Override
        public List<StoredAlert> newest(int limit) {
            return store.newest(limit);
        }

        @Override
        public List<StoredAlert> between(Instant from, Instant to) {
            return store.between(from, to);
        }
    }
}
