package io.agentmeter.rollup;

import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Named exact numbers that add up. A counter that is zero is not there, so equal sums are equal objects, and a
/// difference that is empty needs no write.
public final class Counters {
    public static final Counters NONE = new Counters(new TreeMap<>());

    private final SortedMap<String, BigDecimal> values;

    private Counters(TreeMap<String, BigDecimal> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static Counters of(Map<String, BigDecimal> values) {
        TreeMap<String, BigDecimal> kept = new TreeMap<>();
        values.forEach((name, value) -> put(kept, name, value));
        return new Counters(kept);
    }

    private static void put(TreeMap<String, BigDecimal> values, String name, BigDecimal value) {
        if (value.signum() == 0) {
            values.remove(name);
        } else {
            values.put(name, value.stripTrailingZeros());
        }
    }

    public Counters plus(Counters other) {
        if (other.isEmpty()) {
            return this;
        }
        TreeMap<String, BigDecimal> sum = new TreeMap<>(values);
        other.values.forEach((name, value) ->
                put(sum, name, sum.getOrDefault(name, BigDecimal.ZERO).add(value)));
        return new Counters(sum);
    }

    public Counters minus(Counters other) {
        return plus(other.negated());
    }

    public Counters negated() {
        TreeMap<String, BigDecimal> negated = new TreeMap<>();
        values.forEach((name, value) -> negated.put(name, value.negate()));
        return new Counters(negated);
    }

    /// A whole number, zero if it is not there.
    public long count(String name) {
        return values.getOrDefault(name, BigDecimal.ZERO).longValueExact();
    }

    public Money money(String name) {
        return new Money(values.getOrDefault(name, BigDecimal.ZERO));
    }

    public Map<String, BigDecimal> values() {
        return values;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counters same && same.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /// Collects counters one by one.
    public static final class Sum {
        private final TreeMap<String, BigDecimal> values = new TreeMap<>();

        public Sum add(String name, BigDecimal value) {
            put(values, name, values.getOrDefault(name, BigDecimal.ZERO).add(value));
            return this;
        }

        public Sum add(String name, long value) {
            return value == 0 ? this : add(name, BigDecimal.valueOf(value));
        }

        public Sum add(Counters counters) {
            counters.values.forEach(this::add);
            return this;
        }

        public Counters total() {
            return new Counters(new TreeMap<>(values));
        }
    }
}
