package io.agentmeter.functions.library.events;

import static io.agentmeter.functions.library.events.EventStore.Outcome.DUPLICATE;
import static io.agentmeter.functions.library.events.EventStore.Outcome.MERGED;
import static io.agentmeter.functions.library.events.EventStore.Outcome.STORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.event.Claim;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberingEventStoreTest implements EventStoreContract {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T09:00:00Z"));
    private final InMemoryEventStore inner = new InMemoryEventStore();
    private final List<List<UsageEvent>> asked = new ArrayList<>();
    private boolean broken;
    private final EventStore store = new RememberingEventStore(this::ask, clock);

    private List<EventStore.Outcome> ask(List<UsageEvent> reports) {
        asked.add(reports);
        if (broken) {
            throw new StoreUnavailable("broken", new IllegalStateException("for the test"));
        }
        return inner.put(reports);
    }

    @Override
    public EventStore store() {
        return store;
    }

    @Override
    public UsageEvent stored(UsageEvent event) {
        return inner.event(event.id().key()).orElseThrow();
    }

    private static UsageEvent request(String id, long output) {
        return new ModelRequest(
                UsageEvents.request(id).envelope(),
                ModelRequest.Facts.of(Claim.of(Source.OTLP, "claude-sonnet-5-5"), TokenUsage.of(1, 2, 3, output)));
    }

    @Test
    void theStoreIsNotAskedAgainAboutWhatItHolds() {
        store.put(List.of(request("a", 5), request("b", 5)));

        assertThat(store.put(List.of(request("a", 4), request("b", 5)))).containsExactly(DUPLICATE, DUPLICATE);
        assertThat(asked).hasSize(1);
    }

    @Test
    void onlyNewsReachesTheStore() {
        store.put(List.of(request("a", 5)));

        assertThat(store.put(List.of(request("a", 5), request("b", 1), request("c", 9))))
                .containsExactly(DUPLICATE, STORED, STORED);
        assertThat(asked.getLast()).containsExactly(request("b", 1), request("c", 9));
        assertThat(store.put(List.of(request("a", 9)))).containsExactly(MERGED);
    }

    @Test
    void whatAnotherWriterStoredIsNotContradicted() {
        store.put(List.of(request("a", 5)));
        inner.put(List.of(request("a", 50)));

        assertThat(store.put(List.of(request("a", 20)))).containsExactly(DUPLICATE);
        assertThat(stored(request("a", 0))).isEqualTo(request("a", 50));
    }

    @Test
    void whatTheStoreDidNotTakeIsNotRemembered() {
        broken = true;
        assertThatThrownBy(() -> store.put(List.of(request("a", 5)))).isInstanceOf(StoreUnavailable.class);
        broken = false;

        assertThat(store.put(List.of(request("a", 5)))).containsExactly(STORED);
    }

    @Test
    void itAsksAgainAfterAWhile() {
        store.put(List.of(request("a", 5)));
        clock.set(clock.instant().plus(Duration.ofMinutes(11)));

        assertThat(store.put(List.of(request("a", 5)))).containsExactly(DUPLICATE);
        assertThat(asked).hasSize(2);
    }

    @Test
    void itForgetsTheEventsThatCameUpLongestAgo() {
        store.put(IntStream.range(0, 3_000)
                .mapToObj(number -> request("r" + number, 1))
                .toList());
        asked.clear();
        store.put(List.of(request("r0", 1), request("r2999", 1)));

        assertThat(asked).containsExactly(List.of(request("r0", 1)));
    }
}
