package io.agentmeter.functions.library.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Remembered<String, Integer> remembered =
            new Remembered<>(Duration.ofMillis(750), Duration.ofSeconds(1), background::add);
    private int reads;

    @Test
    void aBurstOfQuestionsReadsOnce() {
        assertThat(ask(0)).isEqualTo(1);
        assertThat(ask(10)).isEqualTo(1);
        assertThat(ask(749)).isEqualTo(1);
        assertThat(background).isEmpty();
    }

    @Test
    void whatIsNearlyTooOldIsReadAgainInTheBackgroundOnce() {
        ask(0);
        assertThat(ask(750)).isEqualTo(1);
        assertThat(ask(800)).isEqualTo(1);
        assertThat(background).hasSize(1);

        background.remove().run();

        assertThat(ask(1_499)).isEqualTo(2);
        assertThat(background).isEmpty();
        assertThat(ask(1_500)).isEqualTo(2);
        assertThat(background).hasSize(1);
    }

    @Test
    void whatIsTooOldIsReadByWhoeverAsks() {
        ask(0);
        assertThat(ask(1_000)).isEqualTo(2);
    }

    @Test
    void whereTheBackgroundFailsTheNextQuestionReadsAndFails() {
        ask(0);
        remembered.get("budgets", START.plusMillis(800), RememberedTest::fail);
        background.remove().run();

        assertThat(ask(900)).isEqualTo(1);
        assertThatThrownBy(() -> remembered.get("budgets", START.plusMillis(1_000), RememberedTest::fail))
                .hasMessage("away");
        assertThat(ask(1_000)).isEqualTo(2);
    }

    @Test
    void ofTwoReadingsTheOneThatBeganLaterIsKept() {
        ask(0);
        ask(800);
        assertThat(remembered.renew("budgets", START.plusMillis(900), () -> 100))
                .isEqualTo(100);

        background.remove().run();

        assertThat(ask(1_000)).isEqualTo(100);
    }

    @Test
    void aClockThatWasSetBackKeepsNothingForEver() {
        remembered.get("budgets", START.plus(Duration.ofHours(1)), () -> 100);

        assertThat(ask(0)).isEqualTo(1);
        assertThat(ask(10)).isEqualTo(1);
    }

    private int ask(long millis) {
        return remembered.get("budgets", START.plusMillis(millis), () -> ++reads);
    }

    private static Integer fail() {
        throw new IllegalStateException("away");
    }
}
