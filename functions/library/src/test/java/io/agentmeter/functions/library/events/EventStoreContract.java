package io.agentmeter.functions.library.events;

import static io.agentmeter.functions.library.events.EventStore.Outcome.DUPLICATE;
import static io.agentmeter.functions.library.events.EventStore.Outcome.MERGED;
import static io.agentmeter.functions.library.events.EventStore.Outcome.STORED;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Claim;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every event store promises.
interface EventStoreContract {
    EventStore store();

    /// The event as it is stored now.
    UsageEvent stored(UsageEvent event);

    private static ModelRequest growing(String id, long output) {
        ModelRequest any = UsageEvents.request(id);
        return new ModelRequest(
                any.envelope(),
                ModelRequest.Facts.of(Claim.of(Source.OTLP, "claude-sonnet-5-5"), TokenUsage.of(1, 2, 3, output)));
    }

    @Test
    default void countsARepeatOnce() {
        UsageEvent event = growing("r1", 5);

        assertThat(store().put(List.of(event))).containsExactly(STORED);
        assertThat(store().put(List.of(event))).containsExactly(DUPLICATE);
        assertThat(store().put(List.of(event, event))).containsExactly(DUPLICATE, DUPLICATE);
    }

    @Test
    default void keepsTheFinalCountsOfAGrowingRequestInAnyOrder() {
        assertThat(store().put(List.of(growing("r1", 5), growing("r1", 90), growing("r1", 7))))
                .containsExactly(STORED, MERGED, DUPLICATE);
        assertThat(store().put(List.of(growing("r1", 3), growing("r1", 100)))).containsExactly(MERGED, MERGED);

        assertThat(((ModelRequest) stored(growing("r1", 0)))
                        .facts()
                        .tokens()
                        .output()
                        .count())
                .isEqualTo(100);
        assertThat(store().put(List.of(growing("r1", 3), growing("r1", 100))))
                .as("nothing new, though the second says more than the first")
                .containsExactly(DUPLICATE, DUPLICATE);
    }

    @Test
    default void leavesAnEventInItsFirstSessionAndTime() {
        ModelRequest first = UsageEvents.request("r1", Instant.parse("2026-11-20T10:00:00Z"), "home");
        store().put(List.of(first));
        store().put(List.of(UsageEvents.request("r1", Instant.parse("2026-11-20T12:00:00Z"), "fork")));

        assertThat(stored(first).session()).isEqualTo("home");
        assertThat(stored(first).time()).isEqualTo(first.time());
    }

    @Test
    default void storesLargeDeliveriesOfNewAndKnownEvents() {
        List<UsageEvent> first = IntStream.range(0, 130)
                .<UsageEvent>mapToObj(number -> growing("r" + number, 1))
                .toList();
        List<UsageEvent> second = IntStream.range(60, 400)
                .<UsageEvent>mapToObj(number -> growing("r" + number, number % 2))
                .toList();

        assertThat(store().put(first)).containsOnly(STORED);
        List<EventStore.Outcome> outcomes = store().put(second);

        assertThat(outcomes.subList(0, 70)).doesNotContain(STORED);
        assertThat(outcomes.subList(70, 340)).containsOnly(STORED);
        assertThat(store().put(List.of())).isEmpty();
    }

    @Test
    default void losesNothingWhenManyWriteTheSameEventsAtOnce() throws Exception {
        List<UsageEvent> reports = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            for (int output = 1; output <= 4; output++) {
                reports.add(growing("r" + number, output));
            }
        }
        try (ExecutorService writers = Executors.newFixedThreadPool(6)) {
            List<Callable<List<EventStore.Outcome>>> calls = new ArrayList<>();
            for (int writer = 0; writer < 6; writer++) {
                List<UsageEvent> own = new ArrayList<>(reports);
                Collections.shuffle(own, new Random(writer));
                calls.add(() -> store().put(own));
            }
            int storedFirst = 0;
            for (Future<List<EventStore.Outcome>> call : writers.invokeAll(calls)) {
                storedFirst += Collections.frequency(call.get(), STORED);
            }
            assertThat(storedFirst).isEqualTo(40);
        }
        for (int number = 0; number < 40; number++) {
            assertThat(((ModelRequest) stored(growing("r" + number, 0)))
                            .facts()
                            .tokens()
                            .output()
                            .count())
                    .isEqualTo(4);
        }
    }
}
