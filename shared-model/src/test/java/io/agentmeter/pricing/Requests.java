package io.agentmeter.pricing;

import io.agentmeter.usage.TokenUsage;
import java.time.Instant;

/// Consumptions for tests.
final class Requests {
    static final Instant NOVEMBER = Instant.parse("2026-11-20T10:00:00Z");

    private Requests() {}

    static Consumption of(String model, TokenUsage tokens) {
        return at(model, NOVEMBER, tokens);
    }

    static Consumption at(String model, Instant time, TokenUsage tokens) {
        return new Consumption(model, time, tokens, 0, "", "", "");
    }
}
