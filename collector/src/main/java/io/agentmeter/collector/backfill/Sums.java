package io.agentmeter.collector.backfill;

import io.agentmeter.pricing.Consumption;
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
import org.jspecify.annotations.Nullable;

/// What all requests of a tally come to, at list price. Requests under one tariff are added up first and priced
/// together, which is exact and saves a decimal multiplication for each part of each request.
final class Sums {
    private static final long DAY_MILLIS = 86_400_000;
    private static final Day NO_DAY = new Day(new Alike(-1, Long.MIN_VALUE), List.of());

    private final Tally tally;
    private final PriceBook prices;
    private final Map<Alike, Day> days = new HashMap<>();
    private final List<Day> lastOfWords = new ArrayList<>();
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

        private void add(long[] counts) {
            requests++;
            freshInput += counts[Tally.FRESH_INPUT];
            cacheRead += counts[Tally.CACHE_READ];
            cacheWrite += counts[Tally.CACHE_WRITE];
            cacheWrite1h += counts[Tally.CACHE_WRITE_1H];
            output += counts[Tally.OUTPUT];
            webSearches += counts[Tally.WEB_SEARCHES];
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
    /// Compared by hand: what Java makes for records is made at run time, and takes as long as many thousand
    /// requests.
    private record Alike(int words, long day) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Alike same && same.words == words && same.day == day;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(day * 31 + words);
        }
    }

    private record Day(Alike alike, List<Group> groups) {}

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

    private void add(int words, long time, long[] counts) {
        while (words >= lastOfWords.size()) {
            lastOfWords.add(NO_DAY);
        }
        long day = Math.floorDiv(time, DAY_MILLIS);
        Day groupsOfDay = lastOfWords.get(words);
        if (groupsOfDay.alike().day() != day) { // a session's requests are mostly of one day
            groupsOfDay = days.computeIfAbsent(new Alike(words, day), alike -> new Day(alike, new ArrayList<>(1)));
            lastOfWords.set(words, groupsOfDay);
        }
        groupOf(groupsOfDay, time, counts).sum().add(counts);
    }

    private Group groupOf(Day day, long time, long[] counts) {
        long prompt = counts[Tally.FRESH_INPUT] + counts[Tally.CACHE_READ] + counts[Tally.CACHE_WRITE];
        for (Group group : day.groups()) {
            if (group.takes(prompt)) {
                return group;
            }
        }
        TokenUsage tokens = TokenUsage.of(
                counts[Tally.FRESH_INPUT], counts[Tally.CACHE_READ], counts[Tally.CACHE_WRITE], counts[Tally.OUTPUT]);
        Consumption request = tally.words(day.alike().words())
                .consumption(Instant.ofEpochMilli(time), tokens, counts[Tally.WEB_SEARCHES]);
        Group group = new Group(prices.tariff(request), new Line());
        day.groups().add(group);
        return group;
    }

    private void price() {
        days.forEach((alike, day) -> {
            String model = tally.words(alike.words()).model();
            Line line = models.computeIfAbsent(model.isEmpty() ? "unknown" : model, _ -> new Line());
            for (Group group : day.groups()) {
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
