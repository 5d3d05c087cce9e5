package io.agentmeter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Reports of one event may come in any order and any number of times.
class MergeTest {
    /// Reports of one event, two or more.
    @Provide
    Arbitrary<List<UsageEvent>> reports() {
        return Arbitraries.of(Kind.class)
                .flatMap(UsageEvents::ids)
                .flatMap(id -> UsageEvents.reportsOf(id).list().ofMinSize(2).ofMaxSize(5));
    }

    @Property
    void ordersAndRepeatsOfReportsDoNotChangeTheMeasures(
            @ForAll("reports") List<UsageEvent> reports, @ForAll Random random) {
        List<UsageEvent> again = new ArrayList<>(reports);
        for (int i = random.nextInt(4); i > 0; i--) {
            again.add(reports.get(random.nextInt(reports.size())));
        }
        Collections.shuffle(again, random);

        assertThat(atOnePlace(merged(again))).isEqualTo(atOnePlace(merged(reports)));
    }

    @Property
    void groupingOfReportsDoesNotChangeAnything(@ForAll("reports") List<UsageEvent> reports) {
        UsageEvent first = reports.getFirst();
        UsageEvent rest = merged(reports.subList(1, reports.size()));

        assertThat(first.merge(rest)).isEqualTo(merged(reports));
    }

    @Property
    void aRepeatChangesNothing(@ForAll("reports") List<UsageEvent> reports) {
        UsageEvent merged = merged(reports);

        assertThat(merged.merge(merged)).isEqualTo(merged);
        for (UsageEvent report : reports) {
            assertThat(merged.merge(report)).isEqualTo(merged);
        }
    }

    @Property
    void theFirstReportFixesTimeAndSession(@ForAll("reports") List<UsageEvent> reports) {
        UsageEvent merged = merged(reports);

        assertThat(merged.time()).isEqualTo(reports.getFirst().time());
        assertThat(merged.session()).isEqualTo(reports.getFirst().session());
    }

    @Test
    void differentEventsDoNotMerge() {
        assertThatThrownBy(() -> UsageEvents.request("a").merge(UsageEvents.request("b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static UsageEvent merged(List<UsageEvent> reports) {
        return reports.stream().reduce(UsageEvent::merge).orElseThrow();
    }

    private static UsageEvent atOnePlace(UsageEvent event) {
        Envelope envelope = event.envelope();
        return event.withEnvelope(new Envelope(
                envelope.id(),
                UsageEvents.TIME,
                "one session",
                envelope.attribution(),
                envelope.sources(),
                envelope.live()));
    }
}
