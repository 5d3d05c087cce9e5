package io.agentmeter.functions.library.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Erased;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

interface EventReplacementContract {
    EventReplacement replacement();

    EventStore store();

    EventScan scan();

    @Test
    default void replacesAnEventOnceAndItsReportsAddNothing() {
        ModelRequest ann = UsageEvents.request("r1");
        Erased erased = new Erased("ann@example.com", "!1");
        String key = ann.id().key();
        store().put(List.of(ann));

        assertThat(replacement().replace(key, erased::from)).isTrue();
        assertThat(replacement().replace(key, erased::from)).isFalse();

        assertThat(scan().find(List.of(key))).containsExactly(erased.from(ann));
        assertThat(store().put(List.of(ann)))
                .as("the same report again does not bring the name back")
                .containsExactly(EventStore.Outcome.DUPLICATE);
        assertThat(scan().find(List.of(key))).containsExactly(erased.from(ann));
    }

    @Test
    default void anEventThatIsNotThereIsNotReplaced() {
        assertThat(replacement().replace(UsageEvents.request("nobody").id().key(), _ -> UsageEvents.request("nobody")))
                .isFalse();
    }
}
