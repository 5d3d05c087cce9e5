package io.agentmeter.budget;

import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// What a budget counts.
public enum Measure {
    /// Estimated cost in US dollars, backfilled usage included.
    USD("amountUsd"),
    /// Tokens of all four parts that never overlap.
    TOKENS("amountTokens"),
    REQUESTS("amountRequests");

    private final String field;

    Measure(String field) {
        this.field = field;
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
        return switch (this) {
            case USD -> get(usage, CounterNames.COST);
            case TOKENS ->
                get(usage, CounterNames.FRESH_INPUT)
                        .add(get(usage, CounterNames.CACHE_READ))
                        .add(get(usage, CounterNames.CACHE_WRITE))
                        .add(get(usage, CounterNames.OUTPUT));
            case REQUESTS -> get(usage, CounterNames.REQUESTS);
        };
    }

    private static BigDecimal get(Counters usage, String counter) {
        return usage.values().getOrDefault(counter, BigDecimal.ZERO);
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
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
        return cents.signum() == 0 && amount.signum() != 0
                ? amount.stripTrailingZeros().toPlainString()
                : cents.toPlainString();
    }
}
