package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of changed days promises.
interface ChangedDaysContract {
    LocalDate DAY = LocalDate.parse("2026-11-20");
    Instant FIRST = Instant.parse("2026-11-22T09:00:00Z");
    Instant SECOND = Instant.parse("2026-11-22T09:00:05Z");

    ChangedDays days();

    @Test
    default void aDayThatChangedAgainKeepsItsMark() {
        ChangedDays days = days();
        days.mark(DAY, FIRST);
        days.mark(DAY, SECOND);

        days.clear(DAY, FIRST);
        assertThat(days.marked()).isEqualTo(Map.of(DAY, SECOND));

        days.clear(DAY, SECOND);
        assertThat(days.marked()).isEmpty();
    }
}
