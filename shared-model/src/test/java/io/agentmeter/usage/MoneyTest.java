package io.agentmeter.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void equalAmountsAreEqualHoweverTheyWereWritten() {
        assertThat(Money.ofDollars("2.00")).isEqualTo(Money.ofDollars("2"));
        assertThat(Money.ofDollars("0.000")).isEqualTo(Money.ZERO);
        assertThat(Money.ofMicroDollars(49_564)).isEqualTo(Money.ofDollars("0.049564"));
    }

    @Test
    void addsTakesAwayAndMultipliesExactly() {
        Money tenth = Money.ofDollars("0.1");
        assertThat(tenth.plus(Money.ofDollars("0.2"))).isEqualTo(Money.ofDollars("0.3"));
        assertThat(tenth.minus(Money.ofDollars("0.3"))).isEqualTo(Money.ofDollars("-0.2"));
        assertThat(tenth.times(new BigDecimal("1.1"))).isEqualTo(Money.ofDollars("0.11"));
        assertThat(tenth.negated()).isEqualTo(Money.ofDollars("-0.1"));
    }

    @Test
    void isComparedByAmount() {
        assertThat(Money.ofDollars("0.9").isBelow(Money.ofDollars("1"))).isTrue();
        assertThat(Money.ofDollars("1.0").isBelow(Money.ofDollars("1"))).isFalse();
        assertThat(Money.ofDollars("1.1").isBelow(Money.ofDollars("1"))).isFalse();
        assertThat(Money.ofDollars("1.1")).isGreaterThan(Money.ofDollars("1.09"));
        assertThat(Money.ZERO.isZero()).isTrue();
        assertThat(Money.ofDollars("0.000000001").isZero()).isFalse();
        assertThat(Money.ZERO.isNegative()).isFalse();
        assertThat(Money.ofDollars("-0.01").isNegative()).isTrue();
        assertThat(Money.ofDollars("0.01").isNegative()).isFalse();
    }

    @Test
    void isWrittenInPlainDigits() {
        assertThat(Money.ofMicroDollars(1).text()).isEqualTo("0.000001");
        assertThat(Money.ofDollars("1e3")).hasToString("1000");
        assertThatThrownBy(() -> Money.ofDollars("a lot")).isInstanceOf(NumberFormatException.class);
    }
}
