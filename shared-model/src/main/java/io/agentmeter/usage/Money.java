package io.agentmeter.usage;

import java.math.BigDecimal;

/// US dollars, exact. Rounding happens only where a person reads the number.
public record Money(BigDecimal dollars) implements Comparable<Money> {
    public static final Money ZERO = new Money(BigDecimal.ZERO);

    public Money { // 2.0 and 2.00 must be equal
        dollars = dollars.signum() == 0 ? BigDecimal.ZERO : dollars.stripTrailingZeros();
    }

    /// @throws NumberFormatException if the text is not a plain decimal number
    public static Money ofDollars(String text) {
        return new Money(new BigDecimal(text));
    }

    public static Money ofMicroDollars(long micros) {
        return new Money(BigDecimal.valueOf(micros, 6));
    }

    public Money plus(Money other) {
        return new Money(dollars.add(other.dollars));
    }

    public Money minus(Money other) {
        return new Money(dollars.subtract(other.dollars));
    }

    public Money times(BigDecimal factor) {
        return new Money(dollars.multiply(factor));
    }

    public Money negated() {
        return new Money(dollars.negate());
    }

    public boolean isBelow(Money other) {
        return compareTo(other) < 0;
    }

    public boolean isZero() {
        return dollars.signum() == 0;
    }

    public boolean isNegative() {
        return dollars.signum() < 0;
    }

    /// Plain decimal text, never in scientific notation: `0.000001`, `1284.07`.
    public String text() {
        return dollars.toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return dollars.compareTo(other.dollars);
    }

    @Override
    public String toString() {
        return text();
    }
}
