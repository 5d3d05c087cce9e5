package io.agentmeter.usage;

/// An "of which" count that a source may not know. Unknown is less than any known count, so two reports of one request
/// merge by maximum.
public record TokenDetail(long countOrUnknown) {
    public static final TokenDetail UNKNOWN = new TokenDetail(-1);

    public TokenDetail {
        if (countOrUnknown < -1) {
            throw new IllegalArgumentException("a token detail must not be negative: " + countOrUnknown);
        }
    }

    public static TokenDetail of(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a token detail must not be negative: " + count);
        }
        return new TokenDetail(count);
    }

    public boolean isKnown() {
        return countOrUnknown >= 0;
    }

    /// The count, zero while unknown.
    public Tokens orNone() {
        return Tokens.of(Math.max(0, countOrUnknown));
    }

    public TokenDetail max(TokenDetail other) {
        return countOrUnknown >= other.countOrUnknown ? this : other;
    }
}
