package io.agentmeter.functions.library.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.events.EventScan.Consistency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

interface EventScanContract {
    EventScan scan();

    EventStore store();

    @Test
    default void handsOnEveryEventOfTheSpanOnceWhateverItsTimeLooksLike() {
        Instant from = Instant.parse("2026-11-20T00:00:00Z");
        Instant to = Instant.parse("2026-11-21T00:00:00Z");
        List<UsageEvent> inside = new ArrayList<>();
        IntStream.range(0, 300)
                .forEach(number -> inside.add(
                        UsageEvents.request("in-" + number, from.plusSeconds(200L * number), "s" + number % 7)));
        inside.add(UsageEvents.request("first", from, "s"));
        inside.add(UsageEvents.request("first-with-fraction", from.plusMillis(1), "s"));
        inside.add(UsageEvents.request("last", to.minusMillis(1), "s"));
        List<UsageEvent> outside = List.of(
                UsageEvents.request("before", from.minusMillis(1), "s"),
                UsageEvents.request("at-the-end", to, "s"),
                UsageEvents.request("behind-the-end", to.plusMillis(500), "s"));
        store().put(inside);
        store().put(outside);

        for (Consistency consistency : Consistency.values()) {
            List<UsageEvent> seen = Collections.synchronizedList(new ArrayList<>());
            double readUnits = scan().scan(from, to, consistency, seen::add);

            assertThat(seen).containsExactlyInAnyOrderElementsOf(inside);
            assertThat(readUnits).isPositive();
        }
    }

    @Test
    default void findsEventsByKeyAndLeavesOutThoseThatAreNotThere() {
        List<UsageEvent> events = IntStream.range(0, 130)
                .<UsageEvent>mapToObj(
                        number -> UsageEvents.request("r" + number, Instant.parse("2026-11-20T10:00:00Z"), "s"))
                .toList();
        store().put(events);
        List<String> keys =
                new ArrayList<>(events.stream().map(event -> event.id().key()).toList());
        keys.add(UsageEvents.request("other").id().key());

        assertThat(scan().find(keys)).containsExactlyInAnyOrderElementsOf(events);
        assertThat(scan().find(List.of())).isEmpty();
    }
}
