package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.functions.library.control.Change.What;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every change log promises.
interface ChangeLogContract {
    ChangeLog changes();

    private static Change at(String time) {
        return new Change(Instant.parse(time), "ann", What.PLAN, "a/b#c", "changed", "{\"a\":1}", null);
    }

    @Test
    default void changesAreReadNewestFirstOverMonths() {
        Change first = at("2026-10-31T23:59:59.999999999Z");
        Change second = at("2026-11-01T00:00:00Z");
        Change third = at("2026-11-01T00:00:00.5Z");
        changes().add(third);
        changes().add(first);
        changes().add(second);
        changes().add(second);

        assertThat(changes().between(Instant.parse("2026-09-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"), 9))
                .containsExactly(third, second, first);
        assertThat(changes().between(Instant.parse("2026-09-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"), 2))
                .containsExactly(third, second);
        assertThat(changes().between(second.at(), third.at(), 9)).containsExactly(second);
    }
}
