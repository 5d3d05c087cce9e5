package io.agentmeter.budget;

import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/// What a budget counts.
public enum Measure {
    /// Estimated cost in US dollars, backfilled usage included.
    USD("amountUsd", List.of(CounterNames.COST)),
    /// Tokens of all four parts that never overlap.
    TOKENS(
            "amountTokens",
            List.of(CounterNames.FRESH_INPUT, CounterNames.CACHE_READ, CounterNames.CACHE_WRITE, CounterNames.OUTPUT)),
    REQUESTS("amountRequests", List.of(CounterNames.REQUESTS));

    private final String field;
    private final List<String> counters;

    Measure(String field, List<String> counters) {
        this.field = field;
        this.counters = counters;
    }

    /// Name of the amount in a budget's JSON.
    public String field() {
        return field;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How much of it these counters hold.
    public BigDecimal of(Counters usage) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String counter : counters) {
            sum = sum.add(usage.values().getOrDefault(counter, BigDecimal.ZERO));
        }
        return sum;
    }

    /// The amount as a person reads it: `$1.20`, `30,000 tokens`, `12 requests`.
    public String text(BigDecimal amount) {
        return switch (this) {
            case USD -> "$" + dollars(amount);
            case TOKENS -> String.format(Locale.ROOT, "%,d tokens", amount.toBigInteger());
            case REQUESTS -> String.format(Locale.ROOT, "%,d requests", amount.toBigInteger());
        };
    }

    // Cents, and as many places as it takes to show that there is something.
    private static String dollars(BigDecimal amount) {
        BigDecimal cents = amount.setScale(2, java.math.RoundingMode.HALF_UP);
        return cents.signum() == 0 && amount.signum() != 0
                ? amount.stripTrailingZeros().toPlainString()
                : cents.toPlainString();
    }
}
