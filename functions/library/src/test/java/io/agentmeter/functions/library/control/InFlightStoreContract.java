package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.functions.library.control.InFlightStore.Part;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

interface InFlightStoreContract {
    Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    Part PART = new Part("shop", "ann#1");
    BigDecimal DOLLAR = new BigDecimal("1.25");

    InFlightStore store();

    @Test
    default void whatIsWrittenIsFoundAndCounts() {
        InFlightStore store = store();
        assertThat(store.find(PART, "s1", "")).isEqualTo(InFlight.none("s1", ""));
        InFlight row = InFlight.none("s1", "").begun(DOLLAR, NOW);
        assertThat(store.write(PART, row)).isTrue();
        assertThat(store.find(PART, "s1", "")).isEqualTo(row.stored());
        assertThat(store.all(PART)).containsExactly(row.stored());
        assertThat(store.all(PART).getFirst().at(NOW)).isEqualTo(DOLLAR);
    }

    @Test
    default void partsAndWorkersAreApart() {
        InFlightStore store = store();
        store.write(PART, InFlight.none("s1", "").begun(DOLLAR, NOW));
        store.write(PART, InFlight.none("s1", "w").begun(DOLLAR, NOW));
        store.write(new Part("shop", "ann"), InFlight.none("s2", "").begun(DOLLAR, NOW));
        store.write(new Part("shop", ""), InFlight.none("s3", "").begun(DOLLAR, NOW));
        assertThat(store.all(PART)).hasSize(2);
        assertThat(store.all(new Part("shop", "")))
                .extracting(InFlight::session)
                .containsExactly("s3");
    }

    @Test
    default void whoeverReadAnOlderRowDoesNotWriteOverANewerOne() {
        InFlightStore store = store();
        InFlight first = InFlight.none("s1", "").begun(DOLLAR, NOW);
        assertThat(store.write(PART, first)).isTrue();
        assertThat(store.write(PART, first)).isFalse();
        InFlight second = first.stored().begun(DOLLAR, NOW.plusSeconds(1));
        assertThat(store.write(PART, second)).isTrue();
        assertThat(store.write(PART, first.stored().ended(NOW))).isFalse();
        assertThat(store.find(PART, "s1", "").holds()).hasSize(2);
    }

    @Test
    default void aRowOfAnEarlierLifeIsNotTakenForThisOne() {
        InFlightStore store = store();
        InFlight first = InFlight.none("s1", "").begun(DOLLAR, NOW);
        store.write(PART, first);
        store.remove(PART, first);
        assertThat(store.all(PART)).as("removed only as it was read").hasSize(1);
        store.remove(PART, first.stored());
        assertThat(store.all(PART)).isEmpty();
        InFlight again = InFlight.none("s1", "").begun(DOLLAR, NOW.plusSeconds(600));
        assertThat(store.write(PART, again)).isTrue();
        assertThat(store.write(PART, first.stored().withdrawn())).isFalse();
    }

    @Test
    default void aCallCountsWhileItRunsAndUntilItsCostMustHaveBeenTold() {
        InFlight row = InFlight.none("s1", "").begun(DOLLAR, NOW);
        Instant ended = NOW.plusSeconds(30);
        assertThat(row.at(ended)).isEqualTo(DOLLAR);
        assertThat(row.ended(ended).at(ended.plus(InFlight.TOLD_WITHIN).minusMillis(1)))
                .isEqualTo(DOLLAR);
        assertThat(row.ended(ended).at(ended.plus(InFlight.TOLD_WITHIN))).isZero();
        assertThat(row.ended(ended).ended(ended.plusSeconds(10)).at(ended.plus(InFlight.TOLD_WITHIN)))
                .as("it ended once")
                .isZero();
        assertThat(row.ended(NOW.minusSeconds(1)).at(ended))
                .as("the end of a call before it, told late")
                .isEqualTo(DOLLAR);
        assertThat(row.begun(DOLLAR, ended).at(ended)).isEqualTo(new BigDecimal("2.50"));
        assertThat(row.begun(DOLLAR, ended).withdrawn().at(ended)).isEqualTo(DOLLAR);
        assertThat(row.withdrawn().at(NOW)).isZero();
        Instant setBack = NOW.minusSeconds(3_600);
        assertThat(row.ended(setBack).at(setBack.plus(InFlight.TOLD_WITHIN)))
                .as("the clock was set back, and the call ended all the same")
                .isZero();
        assertThat(row.at(NOW.plus(InFlight.LONGEST_CALL)))
                .as("nobody heard of it again")
                .isZero();
        assertThat(row.isOver(NOW.plus(InFlight.LONGEST_CALL).minus(Duration.ofMillis(1))))
                .isFalse();
        assertThat(row.isOver(NOW.plus(InFlight.LONGEST_CALL))).isTrue();
    }
}
