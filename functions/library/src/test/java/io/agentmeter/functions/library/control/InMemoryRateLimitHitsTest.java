package io.agentmeter.functions.library.control;

class InMemoryRateLimitHitsTest implements RateLimitHitsContract {
    @Override
    public RateLimitHits hits() {
        return new InMemoryRateLimitHits();
    }
}
