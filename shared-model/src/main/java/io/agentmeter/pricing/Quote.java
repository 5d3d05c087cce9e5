package io.agentmeter.pricing;

import io.agentmeter.usage.Money;

/// What the price book says of one request.
public sealed interface Quote {
    /// @param priceId the entry that priced it, for example `anthropic/claude-sonnet-5-5@2026-10-07`
    record Priced(Money cost, String priceId) implements Quote {}

    /// No entry fits the model at that time. Never treated as zero.
    record Unpriced(String model) implements Quote {}
}
