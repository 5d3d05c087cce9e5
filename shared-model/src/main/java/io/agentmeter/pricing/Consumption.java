package io.agentmeter.pricing;

import io.agentmeter.event.ModelRequest;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;

/// All that decides the list price of one request.
///
/// @param model as the source names it
/// @param time when it happened: prices are dated
/// @param speed `fast` or empty
/// @param serviceTier `batch`, `priority`, `flex`, `standard` or empty
/// @param region `us`, `eu` ... or empty
public record Consumption(
        String model,
        Instant time,
        TokenUsage tokens,
        long webSearches,
        String speed,
        String serviceTier,
        String region) {
    public static Consumption of(ModelRequest request) {
        ModelRequest.Facts facts = request.facts();
        return new Consumption(
                facts.model().or(""),
                request.time(),
                facts.tokens(),
                facts.webSearches(),
                facts.speed().or(""),
                facts.serviceTier().or(""),
                facts.region().or(""));
    }
}
