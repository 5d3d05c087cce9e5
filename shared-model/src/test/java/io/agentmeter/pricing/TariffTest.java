package io.agentmeter.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TariffTest {
    private static final PriceBook BOOK = PriceBook.standard();
    private static final List<String> MODELS = List.of(
            "claude-sonnet-4-5", "claude-haiku-5-5", "gemini-2.5-pro", "gpt-5.4", "eu.anthropic.claude-opus-4-5-v1:0");
    private static final List<String> WORDS = List.of("", "fast", "standard", "batch", "priority", "us");

    @Property
    void manyRequestsUnderOneTariffCostWhatTheirSumCosts(@ForAll long seed) {
        Random random = new Random(seed);
        Consumption first = request(random, 400_000);
        Tariff tariff = BOOK.tariff(first).orElseThrow();
        TokenUsage sum = TokenUsage.NONE.withCacheWrite1h(0);
        Money costs = Money.ZERO;
        long searches = 0;
        for (int i = 0; i < 20; i++) {
            TokenUsage tokens = tokens(random, 400_000);
            Consumption another = new Consumption(
                    first.model(), first.time(), tokens, i % 3, first.speed(), first.serviceTier(), first.region());
            if (tariff.holdsFor(tokens.prompt().count())) {
                assertThat(BOOK.tariff(another)).contains(tariff);
                sum = sum(sum, tokens);
                searches += another.webSearches();
                costs = costs.plus(((Quote.Priced) BOOK.quote(another)).cost());
            } else {
                assertThat(BOOK.tariff(another).orElseThrow()).isNotEqualTo(tariff);
            }
        }
        assertThat(tariff.cost(sum, searches)).isEqualTo(costs);
    }

    @Property
    void aTariffHoldsForTheRequestItWasAskedFor(@ForAll long seed) {
        Consumption request = request(new Random(seed), 1_000_000);
        assertThat(BOOK.tariff(request))
                .hasValueSatisfying(tariff -> assertThat(
                                tariff.holdsFor(request.tokens().prompt().count()))
                        .isTrue());
    }

    private static Consumption request(Random random, int most) {
        return new Consumption(
                MODELS.get(random.nextInt(MODELS.size())),
                Requests.NOVEMBER,
                tokens(random, most),
                random.nextInt(3),
                WORDS.get(random.nextInt(2)),
                WORDS.get(random.nextInt(WORDS.size())),
                WORDS.get(random.nextInt(WORDS.size())));
    }

    private static TokenUsage tokens(Random random, int most) {
        int write = random.nextInt(most / 4);
        return TokenUsage.of(random.nextInt(most / 4), random.nextInt(most / 2), write, random.nextInt(50_000))
                .withCacheWrite1h(random.nextInt(write + 1));
    }

    private static TokenUsage sum(TokenUsage a, TokenUsage b) {
        return TokenUsage.of(
                        a.freshInput().plus(b.freshInput()).count(),
                        a.cacheRead().plus(b.cacheRead()).count(),
                        a.cacheWrite().plus(b.cacheWrite()).count(),
                        a.output().plus(b.output()).count())
                .withCacheWrite1h(
                        a.cacheWrite1h().countOrUnknown() + b.cacheWrite1h().countOrUnknown());
    }
}
