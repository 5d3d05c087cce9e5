package io.agentmeter.functions.library.brake;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.functions.library.brake.OvershootSimulation.Outcome;
import io.agentmeter.functions.library.brake.OvershootSimulation.Reading;
import java.math.BigDecimal;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OvershootTest {
    private static final int SEEDS = 60;

    private static Outcome run(long seed, int agents, Reading reading) {
        return run(seed, agents, reading, EarlyHolds.BEFORE_ANSWER);
    }

    private static Outcome run(long seed, int agents, Reading reading, EarlyHolds holds) {
        return new OvershootSimulation(seed, agents, reading, holds).run();
    }

    @ParameterizedTest
    @CsvSource({
        "1, BEFORE_ANSWER", "2, BEFORE_ANSWER", "5, BEFORE_ANSWER", "20, BEFORE_ANSWER", "60, BEFORE_ANSWER",
        "1, BESIDE_ANSWER", "2, BESIDE_ANSWER", "5, BESIDE_ANSWER", "20, BESIDE_ANSWER", "60, BESIDE_ANSWER"
    })
    void parallelAgentsSpendNoMoreAboveTheLimitThanIsDocumented(int agents, EarlyHolds holds) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = run(seed, agents, Reading.OF_OTHERS, holds);
            assertThat(outcome.overshoot())
                    .as("seed %d, %d agents, holds %s, %s", seed, agents, holds, outcome)
                    .isLessThanOrEqualTo(outcome.bound());
            assertThat(outcome.total())
                    .as("seed %d, %d agents: nobody waits for ever while there is something left", seed, agents)
                    .isGreaterThanOrEqualTo(OvershootSimulation.LIMIT);
        }
    }

    @Test
    void withoutReservationsTheyDo() {
        long broken = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> run(seed, 60, Reading.OF_NOBODY))
                .filter(outcome -> outcome.overshoot().compareTo(outcome.bound()) > 0)
                .count();
        assertThat(broken).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void moreAgentsDoNotMeanMoreAboveTheLimit(EarlyHolds holds) {
        BigDecimal few = worst(5, Reading.OF_OTHERS, holds);
        BigDecimal many = worst(60, Reading.OF_OTHERS, holds);
        BigDecimal unchecked = worst(60, Reading.OF_NOBODY, holds);
        System.out.printf(
                "holds %s, above a limit of %s dollars at worst:"
                        + " %s with 5 agents, %s with 60, %s with 60 and no reservations%n",
                holds.label(), OvershootSimulation.LIMIT, few, many, unchecked);
        assertThat(many.multiply(BigDecimal.TWO)).isLessThan(unchecked);
    }

    private static BigDecimal worst(int agents, Reading reading, EarlyHolds holds) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> run(seed, agents, reading, holds).overshoot())
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }
}
