package io.agentmeter.simulator;

import io.agentmeter.pricing.Consumption;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.pricing.PriceList;
import io.agentmeter.pricing.Quote;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;

/// The product's own price list, and a later one: dearer by a tenth, with a price for a model that had none and without
/// one for a model that had.
final class Prices {
    static final PriceList FIRST = PriceBook.standard();
    static final PriceList LATER = Prices::later;

    private Prices() {}

    private static Quote later(Consumption consumption) {
        if (consumption.model().equals("model-without-price")) {
            return new Quote.Priced(
                    Money.ofMicroDollars(consumption.tokens().total().count()), "later/model-without-price");
        }
        if (consumption.model().equals("claude-haiku-4-5")) {
            return new Quote.Unpriced(consumption.model());
        }
        return switch (FIRST.quote(consumption)) {
            case Quote.Priced priced ->
                new Quote.Priced(
                        new Money(priced.cost().dollars().multiply(new BigDecimal("1.1"))),
                        "later/" + priced.priceId());
            case Quote.Unpriced unpriced -> unpriced;
        };
    }
}
