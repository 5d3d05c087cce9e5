package io.agentmeter.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlanReadingTest {
    private static final Instant RESET = Instant.parse("2026-11-22T15:00:00Z");

    @Property
    void mergingIsAssociativeCommutativeAndIdempotent(
            @ForAll("readings") PlanReading a, @ForAll("readings") PlanReading b, @ForAll("readings") PlanReading c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(a)).isEqualTo(a);
    }

    @Provide
    Arbitrary<PlanReading> readings() {
        Arbitrary<Instant> ends = Arbitraries.longs().between(-90, 90).map(RESET::plusSeconds);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        ends.injectNull(0.3),
                        Arbitraries.longs().between(0, 5).map(RESET::minusSeconds))
                .as((used, end, at) -> new PlanReading(BigDecimal.valueOf(used), end, at));
    }

    @Test
    void endsThatDifferByASecondAreTheSameWindow() {
        PlanReading exact = new PlanReading(BigDecimal.ONE, RESET, RESET.minusSeconds(60));
        PlanReading early = new PlanReading(BigDecimal.TWO, RESET.minusSeconds(1), RESET.minusSeconds(90));
        assertThat(exact.windowMinute()).isEqualTo(early.windowMinute());
        assertThat(exact.merge(early)).isEqualTo(new PlanReading(BigDecimal.TWO, RESET, RESET.minusSeconds(60)));
    }

    @Test
    void aShareThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new PlanReading(new BigDecimal("-0.1"), RESET, RESET))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PlanReading(new BigDecimal("1000.1"), RESET, RESET))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new PlanReading(new BigDecimal("23.50"), RESET, RESET).usedPercent())
                .isEqualTo(new BigDecimal("23.5"));
    }

    @Test
    void aWindowHasEndedAtItsEnd() {
        PlanReading reading = new PlanReading(BigDecimal.ONE, RESET, RESET.minusSeconds(60));
        assertThat(reading.hasEnded(RESET.minusSeconds(1))).isFalse();
        assertThat(reading.hasEnded(RESET)).isTrue();
        assertThat(new PlanReading(BigDecimal.ONE, null, RESET).hasEnded(RESET.plusSeconds(1)))
                .isFalse();
    }
}
