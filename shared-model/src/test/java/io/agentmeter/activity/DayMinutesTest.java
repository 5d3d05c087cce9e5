package io.agentmeter.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DayMinutesTest {
    @Test
    void aGapUpToTheSettingIsFilledAndALongerOneIsNot() {
        DayMinutes minutes = DayMinutes.of(10, 16, 23);

        assertThat(minutes.filled(5).stream()).containsExactly(10, 11, 12, 13, 14, 15, 16, 23);
        assertThat(minutes.filled(6).count()).isEqualTo(14);
        assertThat(minutes.filled(0)).isEqualTo(minutes);
    }

    @Test
    void spanRunsFromTheFirstToTheLastActiveMinute() {
        assertThat(DayMinutes.NONE.span()).isZero();
        assertThat(DayMinutes.of(7).span()).isEqualTo(1);
        assertThat(DayMinutes.of(7, 100).span()).isEqualTo(94);
    }

    @Test
    void aQuarterHourPutsItsFifteenMinutesInPlace() {
        DayMinutes minutes = DayMinutes.NONE.withQuarter(37, 0b100_0000_0000_0001);

        assertThat(minutes.stream()).containsExactly(555, 569);
    }

    @Test
    void minutesCanBeAskedForAndCompared() {
        DayMinutes some = DayMinutes.of(1, 17);
        assertThat(some.contains(17)).isTrue();
        assertThat(some.contains(2)).isFalse();
        assertThat(some.isEmpty()).isFalse();
        assertThat(DayMinutes.NONE.isEmpty()).isTrue();
        assertThat(some)
                .isEqualTo(DayMinutes.of(17, 1))
                .isNotEqualTo(DayMinutes.of(1))
                .hasToString("{1, 17}");
        assertThat(some.hashCode()).isNotEqualTo(DayMinutes.of(1).hashCode());
    }

    @Test
    void aGapIsFilledUpToItsLimitAndNotBeyond() {
        assertThat(DayMinutes.of(0, 6).filled(5)).isEqualTo(DayMinutes.of(0, 1, 2, 3, 4, 5, 6));
        assertThat(DayMinutes.of(0, 7).filled(5)).isEqualTo(DayMinutes.of(0, 7));
        assertThat(DayMinutes.of(3, 4).filled(0)).isEqualTo(DayMinutes.of(3, 4));
    }
}
