package io.agentmeter.pricing;

/// Knows list prices. Pure: the same consumption always has the same quote.
public interface PriceList {
    Quote quote(Consumption consumption);
}
