package io.agentmeter.usage;

/// A count of tokens, never negative.
public record Tokens(long count) implements Comparable<Tokens> {
    public static final Tokens NONE = new Tokens(0);

    public Tokens {
        if (count < 0) {
            throw new IllegalArgumentException("tokens must not be negative: " + count);
        }
    }

    public static Tokens of(long count) {
        return count == 0 ? NONE : new Tokens(count);
    }

    public Tokens plus(Tokens other) {
        return of(Math.addExact(count, other.count));
    }

    /// What is left, never below zero: sources that count a part twice by mistake must not produce negative usage.
    public Tokens minus(Tokens other) {
        return of(Math.max(0, count - other.count));
    }

    public Tokens max(Tokens other) {
        return count >= other.count ? this : other;
    }

    @Override
    public int compareTo(Tokens other) {
        return Long.compare(count, other.count);
    }
}
