package io.agentmeter.slice;

import io.agentmeter.usage.Money;
import java.util.Optional;

/// The estimated cost of one request, pinned when its facts last changed.
public sealed interface Cost {
    /// The price that a reported cost names instead of an entry of the price list.
    String REPORTED = "reported";

    /// @param priceId the entry of the price list, or [#REPORTED]
    record Known(Money amount, String priceId) implements Cost {}

    /// Neither reported nor on the price list. Counted and shown, never zero.
    record Unknown() implements Cost {}

    default Optional<Money> money() {
        return switch (this) {
            case Known known -> Optional.of(known.amount());
            case Unknown _ -> Optional.empty();
        };
    }
}
