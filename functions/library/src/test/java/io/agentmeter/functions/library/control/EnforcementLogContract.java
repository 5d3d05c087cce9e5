package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.budget.Measure;
import io.agentmeter.functions.library.control.Enforcement.Action;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

interface EnforcementLogContract {
    LocalDate DAY = LocalDate.of(2026, 11, 22);

    EnforcementLog log();

    private static Enforcement done(String at, String session, Action action, @Nullable String by) {
        return new Enforcement(
                Instant.parse(at),
                "shop",
                "Shop",
                "",
                "2026-11-22",
                session,
                "codex",
                "shop",
                "ann#1",
                action,
                by,
                "It is used up.",
                Measure.USD,
                new BigDecimal("10.5"),
                BigDecimal.TEN);
    }

    @Test
    default void whatWasDoneIsFoundUnderItsDayInOrder() {
        EnforcementLog log = log();
        Enforcement lifted = done("2026-11-22T09:05:00Z", "s1", Action.OVERRIDDEN, "bob");
        Enforcement stopped = done("2026-11-22T09:00:30.5Z", "s1", Action.STOPPED, null);
        log.add(DAY, lifted);
        log.add(DAY, stopped);
        assertThat(log.newest(DAY, 10)).containsExactly(lifted, stopped);
        assertThat(log.newest(DAY.plusDays(1), 10)).isEmpty();
    }

    @Test
    default void theSameThingToTheSameAgentIsNotedOnceAMinute() {
        EnforcementLog log = log();
        Enforcement first = done("2026-11-22T09:00:10Z", "s1", Action.STOPPED, null);
        log.add(DAY, first);
        log.add(DAY, done("2026-11-22T09:00:50Z", "s1", Action.STOPPED, null));
        log.add(DAY, done("2026-11-22T09:00:50Z", "s2", Action.STOPPED, null));
        log.add(DAY, done("2026-11-22T09:01:00Z", "s1", Action.STOPPED, null));
        assertThat(log.newest(DAY, 10)).hasSize(3).contains(first);
    }

    @Test
    default void onlyOlderOnesAreCutHoweverTheKeysOfAMinuteAreOrdered() {
        EnforcementLog log = log();
        Enforcement before = done("2026-11-22T08:59:59Z", "s9", Action.STOPPED, null);
        Enforcement first = done("2026-11-22T09:00:05Z", "s8", Action.STOPPED, null);
        Enforcement second = done("2026-11-22T09:00:20Z", "s3", Action.STOPPED, null);
        Enforcement third = done("2026-11-22T09:00:40Z", "s1", Action.STOPPED, null);
        Enforcement after = done("2026-11-22T09:01:00Z", "s0", Action.STOPPED, null);
        List.of(second, after, before, third, first).forEach(done -> log.add(DAY, done));
        assertThat(log.newest(DAY, 5)).containsExactly(after, third, second, first, before);
        assertThat(log.newest(DAY, 4)).containsExactly(after, third, second, first);
        assertThat(log.newest(DAY, 3)).containsExactly(after, third, second);
        assertThat(log.newest(DAY, 2)).containsExactly(after, third);
        assertThat(log.newest(DAY, 1)).containsExactly(after);
    }
}
