package io.agentmeter.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TimeTotalsTest {
    @Test
    void parallelSessionsCountTwiceAsAgentTimeAndOnceAsWallClock() {
        TimeTotals totals = TimeTotals.ofDay(List.of(DayMinutes.of(1, 2, 3), DayMinutes.of(3, 4)), 0);

        assertThat(totals).isEqualTo(new TimeTotals(5, 4, 4, 2));
        assertThat(totals.utilizationPercent()).isEqualTo(100);
    }

    @Test
    void idleGapsAreFilledInsideASessionAndNotBetweenSessions() {
        TimeTotals one = TimeTotals.ofDay(List.of(DayMinutes.of(0, 4)), 5);
        TimeTotals two = TimeTotals.ofDay(List.of(DayMinutes.of(0), DayMinutes.of(4)), 5);

        assertThat(one.wallClockMinutes()).isEqualTo(5);
        assertThat(two.wallClockMinutes()).isEqualTo(2);
        assertThat(two.utilizationPercent()).isEqualTo(40);
    }

    @Test
    void nothingActiveIsNothing() {
        assertThat(TimeTotals.ofDay(List.of(), 5)).isEqualTo(TimeTotals.NONE);
        assertThat(TimeTotals.NONE.utilizationPercent()).isZero();
    }

    @Test
    void daysAddUpAndTheHigherPeakHolds() {
        TimeTotals one = new TimeTotals(10, 8, 16, 2);
        TimeTotals two = new TimeTotals(1, 2, 4, 3);
        assertThat(one.plus(two)).isEqualTo(new TimeTotals(11, 10, 20, 3));
        assertThat(two.plus(one)).isEqualTo(new TimeTotals(11, 10, 20, 3));
    }

    @Property
    void wallClockNeverExceedsAgentTimeOrSpan(@ForAll("sessions") List<DayMinutes> sessions) {
        TimeTotals totals = TimeTotals.ofDay(sessions, 5);

        assertThat(totals.wallClockMinutes()).isLessThanOrEqualTo(totals.agentMinutes());
        assertThat(totals.wallClockMinutes()).isLessThanOrEqualTo(totals.spanMinutes());
        assertThat(totals.utilizationPercent()).isBetween(0, 100);
        assertThat(totals.peakConcurrency()).isLessThanOrEqualTo(sessions.size());
    }

    @Provide
    Arbitrary<List<DayMinutes>> sessions() {
        return Arbitraries.integers()
                .between(0, 1_499)
                .array(int[].class)
                .ofMaxSize(40)
                .map(DayMinutes::of)
                .list()
                .ofMaxSize(8);
    }
}
