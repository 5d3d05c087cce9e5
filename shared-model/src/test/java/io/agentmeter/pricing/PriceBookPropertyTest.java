package io.agentmeter.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PriceBookPropertyTest {
    private static final PriceBook BOOK = PriceBook.standard();
    private static final List<String> MODELS = List.of(
            "claude-sonnet-5-5",
            "claude-opus-5-5",
            "claude-haiku-5-5",
            "claude-haiku-4-5",
            "gpt-6.1-terra",
            "gpt-5.4",
            "gemini-3.8-flash",
            "gemini-2.5-pro",
            "o4-mini");

    @Property
    void costsOfPartsAddUpWithinOneBand(@ForAll("models") String model, @ForAll("shortPrompts") TokenUsage tokens) {
        Money parts = cost(model, TokenUsage.of(tokens.freshInput().count(), 0, 0, 0))
                .plus(cost(model, TokenUsage.of(0, tokens.cacheRead().count(), 0, 0)))
                .plus(cost(
                        model,
                        TokenUsage.of(0, 0, tokens.cacheWrite().count(), 0)
                                .withCacheWrite1h(tokens.cacheWrite1h().countOrUnknown())))
                .plus(cost(model, TokenUsage.of(0, 0, 0, tokens.output().count())));
        assertThat(cost(model, tokens)).isEqualTo(parts);
    }

    @Property
    void moreTokensNeverCostLess(
            @ForAll("models") String model, @ForAll("prompts") TokenUsage some, @ForAll("prompts") TokenUsage more) {
        assertThat(cost(model, some.merge(more))).isGreaterThanOrEqualTo(cost(model, some));
    }

    @Property
    void manyEqualRequestsCostExactlyAsManyTimesAsMuch(
            @ForAll("models") String model, @ForAll("prompts") TokenUsage tokens) {
        Money one = cost(model, tokens);
        Money sum = Money.ZERO;
        for (int i = 0; i < 1_000; i++) {
            sum = sum.plus(one);
        }
        assertThat(sum).isEqualTo(one.times(BigDecimal.valueOf(1_000)));
        assertThat(one.dollars().scale()).isLessThanOrEqualTo(11);
    }

    @Property
    void anyNameIsEitherPricedOrUnpricedAndNeverAFault(@ForAll String name) {
        Quote quote = BOOK.quote(Requests.of(name, TokenUsage.of(1, 1, 1, 1)));
        switch (quote) {
            case Quote.Priced priced -> assertThat(priced.priceId()).isNotEmpty();
            case Quote.Unpriced unpriced -> assertThat(unpriced.model()).isEqualTo(name);
        }
    }

    @Property
    void somethingPutBehindANameNeverMakesItCheaperThanTheModelItself(
            @ForAll("models") String model, @ForAll("suffixes") String suffix) {
        TokenUsage tokens = TokenUsage.of(1_000, 0, 0, 1_000);
        if (BOOK.quote(Requests.of(model + suffix, tokens)) instanceof Quote.Priced priced) {
            assertThat(priced.cost()).isGreaterThanOrEqualTo(cost(model, tokens));
        }
    }

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of(MODELS);
    }

    @Provide
    Arbitrary<String> suffixes() {
        return Arbitraries.of(
                "", "-20261007", "[1m]", "-fast", "-latest", "-preview", "-5", "-x", "x", "-v1:0", ".1", "@20261007");
    }

    @Provide
    Arbitrary<TokenUsage> shortPrompts() {
        return usages(30_000);
    }

    @Provide
    Arbitrary<TokenUsage> prompts() {
        return usages(400_000);
    }

    private static Arbitrary<TokenUsage> usages(long most) {
        Arbitrary<Long> count = Arbitraries.longs().between(0, most);
        return Combinators.combine(
                        count, count, count, count, Arbitraries.integers().between(0, 100))
                .as((fresh, read, write, output, percent) ->
                        TokenUsage.of(fresh, read, write, output).withCacheWrite1h(write * percent / 100));
    }

    private static Money cost(String model, TokenUsage tokens) {
        return ((Quote.Priced) BOOK.quote(Requests.of(model, tokens))).cost();
    }
}
