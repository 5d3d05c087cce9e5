package io.agentmeter.usage;

/// Tokens of one model call in four parts that never overlap, and two details inside them.
///
/// @param freshInput input that was neither read from nor written to a cache
/// @param cacheRead input read from a cache
/// @param cacheWrite input written to a cache, for 5 minutes and for 1 hour together
/// @param output output, reasoning included
/// @param cacheWrite1h of `cacheWrite`, the part kept for an hour; unknown where the source does not say
/// @param reasoning of `output`, the part spent on reasoning; unknown where the source does not say
public record TokenUsage(
        Tokens freshInput,
        Tokens cacheRead,
        Tokens cacheWrite,
        Tokens output,
        TokenDetail cacheWrite1h,
        TokenDetail reasoning) {
    public static final TokenUsage NONE = of(0, 0, 0, 0);

    public static TokenUsage of(long freshInput, long cacheRead, long cacheWrite, long output) {
        return new TokenUsage(
                Tokens.of(freshInput),
                Tokens.of(cacheRead),
                Tokens.of(cacheWrite),
                Tokens.of(output),
                TokenDetail.UNKNOWN,
                TokenDetail.UNKNOWN);
    }

    /// For agents whose input count already contains the cached tokens.
    public static TokenUsage fromTotalInput(long input, long cacheRead, long cacheWrite, long output) {
        Tokens fresh = Tokens.of(input).minus(Tokens.of(cacheRead)).minus(Tokens.of(cacheWrite));
        return of(fresh.count(), cacheRead, cacheWrite, output);
    }

    public TokenUsage withCacheWrite1h(long count) {
        return new TokenUsage(freshInput, cacheRead, cacheWrite, output, TokenDetail.of(count), reasoning);
    }

    public TokenUsage withReasoning(long count) {
        return new TokenUsage(freshInput, cacheRead, cacheWrite, output, cacheWrite1h, TokenDetail.of(count));
    }

    /// Everything that was sent to the model: what long-context price bands are measured by.
    public Tokens prompt() {
        return freshInput.plus(cacheRead).plus(cacheWrite);
    }

    public Tokens total() {
        return prompt().plus(output);
    }

    /// Two reports of one request: per part the larger. Associative, commutative and idempotent.
    public TokenUsage merge(TokenUsage other) {
        return new TokenUsage(
                freshInput.max(other.freshInput),
                cacheRead.max(other.cacheRead),
                cacheWrite.max(other.cacheWrite),
                output.max(other.output),
                cacheWrite1h.max(other.cacheWrite1h),
                reasoning.max(other.reasoning));
    }
}
