package io.agentmeter.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that decides what one model costs.
///
/// @param names the id and its aliases; a name ending in `/*` stands for every model of that host
/// @param except words that keep a model of such a host from matching
/// @param fastFactor what fast mode multiplies by; 1 where the model has none
/// @param fastTiers service tiers that are another word for fast mode
/// @param tiers factor by service tier, such as `batch`
/// @param regions factor by inference region
/// @param endpoints factor by the regional endpoint that is part of the model's name (`eu.anthropic...`)
record ModelPrices(
        String provider,
        String id,
        Set<String> names,
        Set<String> except,
        BigDecimal fastFactor,
        Set<String> fastTiers,
        Map<String, BigDecimal> tiers,
        Map<String, BigDecimal> regions,
        Map<String, BigDecimal> endpoints,
        BigDecimal webSearch,
        List<PriceEntry> entries) {
    ModelPrices {
        names = Set.copyOf(names);
        except = Set.copyOf(except);
        fastTiers = Set.copyOf(fastTiers);
        tiers = Map.copyOf(tiers);
        regions = Map.copyOf(regions);
        endpoints = Map.copyOf(endpoints);
        entries = List.copyOf(entries);
    }

    Optional<Tariff> tariff(Consumption request, ModelName name) {
        return entries.stream()
                .filter(entry -> entry.holdsAt(request.time()))
                .findFirst()
                .map(entry -> tariff(request, name, entry));
    }

    private Tariff tariff(Consumption request, ModelName name, PriceEntry entry) {
        StringBuilder priceId = new StringBuilder(provider).append('/').append(id);
        if (entry.from() != null) {
            priceId.append('@').append(entry.from());
        }
        long prompt = request.tokens().prompt().count();
        Optional<PriceEntry.Band> band = entry.bandOf(request.tokens().prompt());
        band.ifPresent(_ -> priceId.append("#long"));
        long above = band.map(PriceEntry.Band::above).orElse(-1L);
        long upTo = entry.bands().stream()
                .mapToLong(PriceEntry.Band::above)
                .filter(bound -> bound >= prompt)
                .min()
                .orElse(Long.MAX_VALUE);

        BigDecimal factor = BigDecimal.ONE;
        String tier = request.serviceTier();
        boolean fast = name.fast() || request.speed().equals("fast") || fastTiers.contains(tier);
        if (fast && fastFactor.compareTo(BigDecimal.ONE) != 0) {
            factor = factor.multiply(fastFactor);
            priceId.append("#fast");
        }
        factor = adjusted(factor, tiers.get(tier), tier, priceId);
        factor = name.endpoint().isEmpty()
                ? adjusted(factor, regions.get(request.region()), request.region(), priceId)
                : adjusted(factor, endpoints.get(name.endpoint()), name.endpoint(), priceId);
        Rates rates = band.map(PriceEntry.Band::rates).orElse(entry.rates());
        return new Tariff(rates, factor, webSearch, priceId.toString(), above, upTo);
    }

    private static BigDecimal adjusted(
            BigDecimal all, @Nullable BigDecimal factor, String word, StringBuilder priceId) {
        if (factor == null) {
            return all;
        }
        priceId.append('#').append(word);
        return all.multiply(factor);
    }
}
