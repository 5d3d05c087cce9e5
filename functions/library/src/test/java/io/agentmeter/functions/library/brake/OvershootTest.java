package io.agentmeter.functions.library.brake;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.functions.library.brake.OvershootSimulation.Outcome;
import io.agentmeter.functions.library.brake.OvershootSimulation.Reading;
import java.math.BigDecimal;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OvershootTest {
    private static final int SEEDS = 60;

    private static Outcome run(long seed, int agents, Reading reading) {
        return new OvershootSimulation(seed, agents, reading).run();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 60})
    void parallelAgentsSpendNoMoreAboveTheLimitThanIsDocumented(int agents) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = run(seed, agents, Reading.OF_OTHERS);
            assertThat(outcome.overshoot())
                    .as("seed %d, %d agents, %s", seed, agents, outcome)
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

    @Test
    void moreAgentsDoNotMeanMoreAboveTheLimit() {
        BigDecimal few = worst(5, Reading.OF_OTHERS);
        BigDecimal many = worst(60, Reading.OF_OTHERS);
        BigDecimal unchecked = worst(60, Reading.OF_NOBODY);
        System.out.printf(
                "above a limit of %s dollars at worst: %s with 5 agents, %s with 60, %s with 60 and no reservations%n",
                OvershootSimulation.LIMIT, few, many, unchecked);
        assertThat(many.multiply(BigDecimal.TWO)).isLessThan(unchecked);
    }

    private static BigDecimal worst(int agents, Reading reading) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> run(seed, agents, reading).overshoot())
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }
}
