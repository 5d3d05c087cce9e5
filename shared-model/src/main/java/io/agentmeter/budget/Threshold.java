package io.agentmeter.budget;

import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.util.Optional;

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

    /// Which of two comes first; without a limit only two of one kind can be compared.
    static Optional<Integer> compare(Threshold one, Threshold other, Optional<Limit> limit) {
        if (limit.isPresent()) {
            return Optional.of(one.amountOf(limit.get()).compareTo(other.amountOf(limit.get())));
        }
        return switch (one) {
            case Percent(BigDecimal percent, Action _) ->
                other instanceof Percent(BigDecimal more, Action _)
                        ? Optional.of(percent.compareTo(more))
                        : Optional.empty();
            case Amount(BigDecimal amount, Action _) ->
                other instanceof Amount(BigDecimal more, Action _)
                        ? Optional.of(amount.compareTo(more))
                        : Optional.empty();
        };
    }

    static Threshold percent(long percent, Action action) {
        return new Percent(BigDecimal.valueOf(percent), action);
    }
}
