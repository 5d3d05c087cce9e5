package io.agentmeter.collector.backfill;

import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.pricing.Consumption;
import io.agentmeter.pricing.PriceList;
import io.agentmeter.pricing.Quote;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import io.agentmeter.usage.Tokens;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Adds up all that was read, each request once however many sessions have a copy, at list price.
final class Tally {
    private final PriceList prices;
    private final Map<String, long[]> countedById = new HashMap<>();
    private final Map<String, Line> lines = new TreeMap<>();
    private final Line all = new Line();
    private long copies;

    /// The sums of one model.
    static final class Line {
        long requests;
        long unpriced;
        long freshInput;
        long cacheRead;
        long cacheWrite;
        long cacheWrite1h;
        long output;
        long webSearches;
        Money cost = Money.ZERO;
    }

    Tally(PriceList prices) {
        this.prices = prices;
    }

    Map<String, Line> lines() {
        return lines;
    }

    Line all() {
        return all;
    }

    /// Requests that another session had already.
    long copies() {
        return copies;
    }

    void add(UsageEvent event) {
        if (event instanceof ModelRequest request) {
            Consumption consumption = Consumption.of(request);
            long[] after = counts(consumption);
            long[] before = countedById.put(request.id().text(), after);
            if (before == null) {
                change(consumption, after, 1);
            } else {
                copies++;
                for (int i = 0; i < after.length; i++) {
                    after[i] = Math.max(after[i], before[i]);
                }
                // Copies nearly never differ; where one has grown, the smaller leaves the sum again.
                change(consumption, before, -1);
                change(consumption, after, 1);
            }
        }
    }

    private static long[] counts(Consumption consumption) {
        TokenUsage tokens = consumption.tokens();
        return new long[] {
            tokens.freshInput().count(),
            tokens.cacheRead().count(),
            tokens.cacheWrite().count(),
            tokens.output().count(),
            tokens.cacheWrite1h().countOrUnknown(),
            consumption.webSearches()
        };
    }

    private void change(Consumption like, long[] counts, int sign) {
        TokenUsage tokens = new TokenUsage(
                Tokens.of(counts[0]),
                Tokens.of(counts[1]),
                Tokens.of(counts[2]),
                Tokens.of(counts[3]),
                new TokenDetail(counts[4]),
                TokenDetail.UNKNOWN);
        Quote quote = prices.quote(new Consumption(
                like.model(), like.time(), tokens, counts[5], like.speed(), like.serviceTier(), like.region()));
        String model = like.model().isEmpty() ? "unknown" : like.model();
        change(lines.computeIfAbsent(model, _ -> new Line()), counts, quote, sign);
        change(all, counts, quote, sign);
    }

    private static void change(Line line, long[] counts, Quote quote, int sign) {
        line.requests += sign;
        line.freshInput += sign * counts[0];
        line.cacheRead += sign * counts[1];
        line.cacheWrite += sign * counts[2];
        line.output += sign * counts[3];
        line.cacheWrite1h += sign * Math.max(0, counts[4]);
        line.webSearches += sign * counts[5];
        switch (quote) {
            case Quote.Priced(Money cost, String _) ->
                line.cost = sign > 0 ? line.cost.plus(cost) : line.cost.minus(cost);
            case Quote.Unpriced _ -> line.unpriced += sign;
        }
    }
}
