package io.agentmeter.functions.aggregate;

import io.agentmeter.event.RateLimited;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.plan.RateLimitHit;
import java.util.Optional;

/// Which events tell that a provider's limit was reached. Each is one hit, under the event's own identity, so telling
/// it again changes nothing.
final class RateLimits {
    private static final String RATE_LIMIT = "rate_limit";

    private RateLimits() {}

    static Optional<RateLimitHit> of(UsageEvent event) {
        return switch (event) {
            case RateLimited limited
            when RateLimitHit.isLimit(limited.reason().or("")) ->
                Optional.of(hit(
                        limited,
                        RateLimitHit.Source.STOP_FAILURE,
                        limited.reason().or(RATE_LIMIT)));
            case RequestFailed failed
            when failed.reason().or("").equals(RATE_LIMIT) ->
                Optional.of(hit(failed, RateLimitHit.Source.API_ERROR, RATE_LIMIT));
            case UsageEvent _ -> Optional.empty();
        };
    }

    private static RateLimitHit hit(UsageEvent event, RateLimitHit.Source source, String reason) {
        return new RateLimitHit(
                event.envelope().id().key(),
                event.time(),
                event.envelope().session(),
                event.envelope().attribution().agent().or(""),
                source,
                reason);
    }
}
