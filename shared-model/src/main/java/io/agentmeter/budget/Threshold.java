package io.agentmeter.budget;

import io.agentmeter.usage.Money;
import java.math.BigDecimal;

/// An amount at which something happens: a part of the limit, or an amount of its own.
public sealed interface Threshold {
    Action action();

    /// Exactly on the amount counts as reached.
    BigDecimal amountOf(Limit limit);

    /// Its name inside the budget: `80%`, `10`.
    String text();

    record Percent(BigDecimal percent, Action action) implements Threshold {
        public Percent {
            percent = new Money(percent).dollars();
        }

        @Override
        public BigDecimal amountOf(Limit limit) {
            return limit.percent(percent);
        }

        @Override
        public String text() {
            return percent.toPlainString() + "%";
        }
    }

    record Amount(BigDecimal amount, Action action) implements Threshold {
        public Amount {
            amount = new Money(amount).dollars();
        }

        @Override
        public BigDecimal amountOf(Limit limit) {
            return amount;
        }

        @Override
        public String text() {
            return amount.toPlainString();
        }
    }

    static Threshold percent(long percent, Action action) {
        return new Percent(BigDecimal.valueOf(percent), action);
    }
}
