package io.agentmeter.functions.library.control;

import io.agentmeter.plan.RateLimitHit;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Rate limit hits in memory, for tests.
public final class InMemoryRateLimitHits implements RateLimitHits {
    private final Map<String, RateLimitHit> hits = new ConcurrentHashMap<>();

    @Override
    public void record(RateLimitHit hit) {
        hits.put(hit.id(), hit);
    }

    @Override
    public List<RateLimitHit> since(Instant from, int limit) {
        return hits.values().stream()
                .filter(hit -> !hit.at().isBefore(from) && RateLimitHit.isLimit(hit.reason()))
                .sorted(Comparator.comparing(RateLimitHit::at)
                        .thenComparing(RateLimitHit::id)
                        .reversed())
                .limit(limit)
                .toList();
    }
}
