package io.agentmeter.pricing;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;

/// What the tokens of a request cost. Requests that differ in nothing but counts, and whose prompts are all in one
/// range, have one tariff, and what they cost together is what their sum costs: no rate depends on a count otherwise.
///
/// @param priceId the entry that holds, for example `anthropic/claude-sonnet-5-5@2026-10-07`
/// @param above prompts of so many tokens are still too small for it
/// @param upTo the largest prompt it holds for
public record Tariff(Rates rates, BigDecimal factor, BigDecimal webSearch, String priceId, long above, long upTo) {
    /// Whether a request with a prompt of so many tokens costs the same per token.
    public boolean holdsFor(long prompt) {
        return prompt > above && prompt <= upTo;
    }

    public Money cost(TokenUsage tokens, long webSearches) {
        Money searches = new Money(webSearch.multiply(BigDecimal.valueOf(webSearches)));
        return rates.cost(tokens).times(factor).plus(searches);
    }
}
