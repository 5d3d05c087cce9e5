package io.agentmeter.plan;

import java.time.Instant;
import java.util.Locale;

/// A provider refused a request because a limit was reached.
///
/// @param id of the event, so that a repeat is the same hit
/// @param session in which it happened
/// @param agent empty where the source did not say
/// @param source `stop_failure` when the agent gave up, `api_error` for one request that was refused
/// @param reason the provider's word
public record RateLimitHit(String id, Instant at, String session, String agent, Source source, String reason) {
    /// What providers answer, and a word in their reasons, when they are overloaded.
    public static final String OVERLOADED_STATUS = "529";

    public static final String OVERLOADED = "overloaded";

    /// Whether a provider's word tells that somebody's limit was reached. A server that is overloaded refuses
    /// everybody.
    public static boolean isLimit(String reason) {
        return !reason.equals(OVERLOADED_STATUS)
                && !reason.toLowerCase(Locale.ROOT).contains(OVERLOADED);
    }

    public enum Source {
        STOP_FAILURE,
        API_ERROR;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
