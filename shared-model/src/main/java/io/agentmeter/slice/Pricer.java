package io.agentmeter.slice;

import io.agentmeter.event.ModelRequest;
import io.agentmeter.pricing.Consumption;
import io.agentmeter.pricing.PriceList;
import io.agentmeter.pricing.Quote;

/// Decides what one request is estimated to have cost.
public record Pricer(PriceList prices, CostPolicy policy) {
    public Cost costOf(ModelRequest request) {
        Cost reported = request.facts()
                .reportedCost()
                .<Cost>map(money -> new Cost.Known(money, Cost.REPORTED))
                .orElseGet(Cost.Unknown::new);
        Cost listed = listCostOf(request);
        return switch (policy) {
            case REPORTED -> reported instanceof Cost.Known ? reported : listed;
            case LIST -> listed instanceof Cost.Known ? listed : reported;
        };
    }

    /// What the price list alone says.
    public Cost listCostOf(ModelRequest request) {
        return switch (prices.quote(Consumption.of(request))) {
            case Quote.Priced priced -> new Cost.Known(priced.cost(), priced.priceId());
            case Quote.Unpriced _ -> new Cost.Unknown();
        };
    }
}
