package io.agentmeter.collector.backfill;

import io.agentmeter.pricing.PriceBook;
import io.agentmeter.pricing.Tariff;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What all requests of a tally come to, at list price. Requests under one tariff are added up first and priced
/// together, which is exact and saves a decimal multiplication for each part of each request.
final class Sums {
    private static final long DAY = 86_400;

    private final Tally tally;
    private final PriceBook prices;
    private final Map<Alike, List<Group>> groups = new HashMap<>();
    private final Map<String, Line> models = new TreeMap<>();
    private final Line all = new Line();

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

        private void add(TokenUsage tokens, long searches) {
            requests++;
            freshInput += tokens.freshInput().count();
            cacheRead += tokens.cacheRead().count();
            cacheWrite += tokens.cacheWrite().count();
            cacheWrite1h += tokens.cacheWrite1h().orNone().count();
            output += tokens.output().count();
            webSearches += searches;
        }

        private void add(Line other) {
            requests += other.requests;
            unpriced += other.unpriced;
            freshInput += other.freshInput;
            cacheRead += other.cacheRead;
            cacheWrite += other.cacheWrite;
            cacheWrite1h += other.cacheWrite1h;
            output += other.output;
            webSearches += other.webSearches;
            cost = cost.plus(other.cost);
        }

        private TokenUsage tokens() {
            return TokenUsage.of(freshInput, cacheRead, cacheWrite, output).withCacheWrite1h(cacheWrite1h);
        }
    }

    /// Requests that only the size of their prompts can give different tariffs.
    ///
    /// @param words number of their words in the tally
    private record Alike(int words, long day) {}

    /// @param tariff empty where nothing is known of the model's price
    private record Group(Optional<Tariff> tariff, Line sum) {
        boolean takes(long prompt) {
            return tariff.isEmpty() || tariff.get().holdsFor(prompt);
        }
    }

    private Sums(Tally tally, PriceBook prices) {
        this.tally = tally;
        this.prices = prices;
    }

    static Sums of(Tally tally, PriceBook prices) {
        Sums sums = new Sums(tally, prices);
        tally.forEach(sums::add);
        sums.price();
        return sums;
    }

    /// By model, alphabetically.
    Map<String, Line> models() {
        return models;
    }

    Line all() {
        return all;
    }

    private void add(int words, Instant time, TokenUsage tokens, long webSearches) {
        Alike alike = new Alike(words, Math.floorDiv(time.getEpochSecond(), DAY));
        List<Group> known = groups.computeIfAbsent(alike, _ -> new ArrayList<>(1));
        long prompt = tokens.prompt().count();
        for (Group group : known) {
            if (group.takes(prompt)) {
                group.sum().add(tokens, webSearches);
                return;
            }
        }
        Group group = new Group(prices.tariff(tally.words(words).consumption(time, tokens, webSearches)), new Line());
        group.sum().add(tokens, webSearches);
        known.add(group);
    }

    private void price() {
        groups.forEach((alike, known) -> {
            String model = tally.words(alike.words()).model();
            Line line = models.computeIfAbsent(model.isEmpty() ? "unknown" : model, _ -> new Line());
            for (Group group : known) {
                Line sum = group.sum();
                group.tariff()
                        .ifPresentOrElse(
                                tariff -> sum.cost = tariff.cost(sum.tokens(), sum.webSearches),
                                () -> sum.unpriced = sum.requests);
                line.add(sum);
            }
        });
        models.values().forEach(all::add);
    }
}
