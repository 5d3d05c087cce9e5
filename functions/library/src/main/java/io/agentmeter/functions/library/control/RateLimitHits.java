package io.agentmeter.functions.library.control;

import io.agentmeter.plan.RateLimitHit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The times at which providers refused because of a limit. Counted once each: a hit is kept under its event's
/// identity.
public interface RateLimitHits {
    /// How long a hit is kept.
    Duration KEPT = Duration.ofDays(90);

    /// Writes a hit down; again, it changes nothing.
    void record(RateLimitHit hit);

    /// Hits at or after a moment, newest first. Words of overloaded servers, which were kept once, are none.
    List<RateLimitHit> since(Instant from, int limit);
}
