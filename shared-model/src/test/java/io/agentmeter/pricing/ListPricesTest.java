package io.agentmeter.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Every published price, written down a second time, on both sides of each date and each size of prompt.
class ListPricesTest {
    private final PriceBook book = PriceBook.standard();

    @ParameterizedTest(name = "{0} on {1}, {2} prompt")
    @CsvFileSource(resources = "list-prices.csv", encoding = "UTF-8")
    void chargesEveryPartAtItsPublishedPrice(
            String model,
            String day,
            String prompt,
            String input,
            String output,
            String write,
            String writeForAnHour,
            String read) {
        Instant noon = Instant.parse(day + "T12:00:00Z");
        // A million tokens are a long prompt for every model, a thousand are a short one for all.
        long size = prompt.equals("long") ? 1_000_000 : 1_000;
        assertThat(cost(model, noon, TokenUsage.of(size, 0, 0, 0))).isEqualTo(price(input, size));
        assertThat(cost(model, noon, TokenUsage.of(0, 0, size, 0))).isEqualTo(price(write, size));
        assertThat(cost(model, noon, TokenUsage.of(0, 0, size, 0).withCacheWrite1h(size)))
                .isEqualTo(price(writeForAnHour, size));
        assertThat(cost(model, noon, TokenUsage.of(0, size, 0, 0))).isEqualTo(price(read, size));
        assertThat(cost(model, noon, TokenUsage.of(size, 0, 0, size)))
                .isEqualTo(price(input, size).plus(price(output, size)));
    }

    @Test
    void changesAPriceAtMidnightUtc() {
        TokenUsage read = TokenUsage.of(0, 1_000_000, 0, 0);
        assertThat(cost("claude-sonnet-5-5", Instant.parse("2026-10-06T23:59:59.999Z"), read)
                        .text())
                .isEqualTo("0.2");
        assertThat(cost("claude-sonnet-5-5", Instant.parse("2026-10-07T00:00:00Z"), read)
                        .text())
                .isEqualTo("0.1");
    }

    @Test
    void hasNoPriceForATimeBeforeTheModelWasSold() {
        Instant before = Instant.parse("2026-09-27T23:59:59Z");
        assertThat(book.quote(Requests.at("claude-sonnet-5-5", before, TokenUsage.of(1, 0, 0, 1))))
                .isEqualTo(new Quote.Unpriced("claude-sonnet-5-5"));
    }

    private Money cost(String model, Instant time, TokenUsage tokens) {
        return ((Quote.Priced) book.quote(Requests.at(model, time, tokens))).cost();
    }

    private static Money price(String perMillion, long tokens) {
        return new Money(
                new BigDecimal(perMillion).multiply(BigDecimal.valueOf(tokens)).movePointLeft(6));
    }
}
