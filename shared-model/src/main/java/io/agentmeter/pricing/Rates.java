package io.agentmeter.pricing;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import io.agentmeter.usage.Tokens;
import java.math.BigDecimal;

/// US dollars per million tokens, one rate for each part of a request.
///
/// @param cacheWrite a write whose kept time is short or unknown (Anthropic 5 minutes, OpenAI 30 minutes)
/// @param cacheWrite1h a write kept for long (Anthropic 1 hour, OpenAI 12 hours)
public record Rates(
        BigDecimal input, BigDecimal output, BigDecimal cacheWrite, BigDecimal cacheWrite1h, BigDecimal cacheRead) {
    private static final int MILLION = 6;

    /// Exact cost: nothing is divided, the decimal point moves.
    Money cost(TokenUsage tokens) {
        Tokens written = tokens.cacheWrite();
        long longWrites = Math.min(tokens.cacheWrite1h().orNone().count(), written.count());
        BigDecimal millionths = part(input, tokens.freshInput().count())
                .add(part(output, tokens.output().count()))
                .add(part(cacheRead, tokens.cacheRead().count()))
                .add(part(cacheWrite1h, longWrites))
                .add(part(cacheWrite, written.count() - longWrites));
        return new Money(millionths.movePointLeft(MILLION));
    }

    private static BigDecimal part(BigDecimal rate, long count) {
        return rate.multiply(BigDecimal.valueOf(count));
    }

    /// Long-context rates given as factors: all that goes in by one, what comes out by another.
    Rates times(BigDecimal inputFactor, BigDecimal outputFactor) {
        return new Rates(
                input.multiply(inputFactor),
                output.multiply(outputFactor),
                cacheWrite.multiply(inputFactor),
                cacheWrite1h.multiply(inputFactor),
                cacheRead.multiply(inputFactor));
    }
}
