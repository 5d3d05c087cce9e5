package io.agentmeter.budget;

import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;

/// How much of a budget's measure was used, and by how many requests.
public record Spent(BigDecimal amount, long requests) {
    public static final Spent NOTHING = new Spent(BigDecimal.ZERO, 0);

    public Spent { // 2.0 and 2.00 are the same
        amount = new Money(amount).dollars();
    }

    public static Spent of(Measure measure, Counters usage) {
        return new Spent(measure.of(usage), usage.count(CounterNames.REQUESTS));
    }

    public Spent plus(Spent other) {
        return new Spent(amount.add(other.amount), Math.addExact(requests, other.requests));
    }

    public boolean isNothing() {
        return amount.signum() == 0 && requests == 0;
    }

    /// `1.25|4`.
    public String text() {
        return amount.toPlainString() + "|" + requests;
    }

    public static Spent parse(String text) {
        int bar = text.indexOf('|');
        return new Spent(new BigDecimal(text.substring(0, bar)), Long.parseLong(text.substring(bar + 1)));
    }
}
