package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.plan.RateLimitHit;
import java.time.Instant;
import org.junit.jupiter.api.Test;

interface RateLimitHitsContract {
    RateLimitHits hits();

    private static RateLimitHit hit(String id, String at) {
        return new RateLimitHit(
                id, Instant.parse(at), "s1", "claude-code", RateLimitHit.Source.STOP_FAILURE, "rate_limit");
    }

    @Test
    default void aHitIsCountedOnceHoweverOftenItIsRecorded() {
        RateLimitHits hits = hits();
        RateLimitHit hit = hit("a", "2026-11-22T12:00:00.250Z");
        hits.record(hit);
        hits.record(hit);
        assertThat(hits.since(Instant.parse("2026-11-22T00:00:00Z"), 10)).containsExactly(hit);
    }

    @Test
    default void anOverloadedServerIsNobodysLimitAndTakesNoPlace() {
        RateLimitHits hits = hits();
        RateLimitHit limit = hit("a", "2026-11-22T12:00:00Z");
        hits.record(limit);
        for (String word : new String[] {"529", "overloaded", "overloaded_error"}) {
            hits.record(new RateLimitHit(
                    word, limit.at().plusSeconds(1), "s1", "claude-code", RateLimitHit.Source.API_ERROR, word));
        }
        assertThat(hits.since(limit.at(), 1)).containsExactly(limit);
    }

    @Test
    default void theNewestComeFirstAcrossMonthsFromTheMomentOn() {
        RateLimitHits hits = hits();
        RateLimitHit october = hit("a", "2026-10-31T23:59:59Z");
        RateLimitHit november = hit("b", "2026-11-01T00:00:00Z");
        RateLimitHit later = hit("c", "2026-11-01T00:00:00.001Z");
        hits.record(november);
        hits.record(october);
        hits.record(later);
        assertThat(hits.since(october.at(), 10)).containsExactly(later, november, october);
        assertThat(hits.since(october.at(), 2)).containsExactly(later, november);
        assertThat(hits.since(november.at(), 10)).containsExactly(later, november);
        assertThat(hits.since(later.at().plusMillis(1), 10)).isEmpty();
    }
}
