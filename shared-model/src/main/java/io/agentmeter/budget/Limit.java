package io.agentmeter.budget;

import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// How much of one measure a window holds.
///
/// @param amount above zero
public record Limit(Measure measure, BigDecimal amount) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Limit { // 10 and 10.00 are the same limit
        amount = new Money(amount).dollars();
    }

    public static Limit usd(String dollars) {
        return new Limit(Measure.USD, new BigDecimal(dollars));
    }

    public BigDecimal percent(BigDecimal percent) {
        return amount.multiply(percent).divide(HUNDRED);
    }

    /// How many percent of the limit that is, rounded down to a tenth: what is not reached never shows as reached.
    public BigDecimal percentOf(BigDecimal spent) {
        BigDecimal exact = spent.multiply(HUNDRED).divide(amount, 1, RoundingMode.DOWN);
        return new Money(exact).dollars();
    }
}
