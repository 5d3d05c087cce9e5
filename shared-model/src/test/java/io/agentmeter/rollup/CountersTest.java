package io.agentmeter.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CountersTest {
    @Property
    void addingIsAssociativeCommutativeAndCanBeTakenBack(
            @ForAll("counters") Counters a, @ForAll("counters") Counters b, @ForAll("counters") Counters c) {
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
    }

    @Test
    void aCounterThatReachesZeroIsGone() {
        Counters one = Counters.of(Map.of("cost", new BigDecimal("1.50")));

        assertThat(one.minus(Counters.of(Map.of("cost", new BigDecimal("1.5")))).isEmpty())
                .isTrue();
    }

    @Provide
    Arbitrary<Counters> counters() {
        return Arbitraries.maps(
                        Arbitraries.of("requests", "cost", "output"),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.valueOf(-1_000), BigDecimal.valueOf(1_000))
                                .ofScale(9))
                .map(Counters::of);
    }
}
