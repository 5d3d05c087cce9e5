package io.agentmeter.rollup;

import io.agentmeter.event.Source;
import java.util.Locale;

/// Names of the counters in cells and session-days; also the attribute names of the stored rows.
public final class CounterNames {
    public static final String REQUESTS = "requests";
    /// Requests without a price: counted, never treated as free.
    public static final String UNPRICED = "unpriced";
    public static final String COST = "cost";
    /// The part of the cost that was reported as it happened: only this may alert.
    public static final String LIVE_COST = "liveCost";
    public static final String FRESH_INPUT = "freshInput";
    public static final String CACHE_READ = "cacheRead";
    public static final String CACHE_WRITE = "cacheWrite";
    public static final String CACHE_WRITE_1H = "cacheWrite1h";
    public static final String OUTPUT = "output";
    public static final String REASONING = "reasoning";
    public static final String WEB_SEARCHES = "webSearches";
    /// Requests that two or more sources reported.
    public static final String MULTI_SOURCE = "multiSource";

    public static final String TURNS = "turns";
    public static final String TOOL_CALLS = "toolCalls";
    public static final String TOOL_FAILURES = "toolFailures";
    public static final String ERRORS = "errors";
    public static final String RATE_LIMITS = "rateLimits";
    public static final String ACTIVE_SECONDS = "activeSeconds";
    public static final String LINES_ADDED = "linesAdded";
    public static final String LINES_REMOVED = "linesRemoved";
    public static final String COMMITS = "commits";
    public static final String PULL_REQUESTS = "pullRequests";
    /// Tokens that metrics told of: a cross-check, never added to the tokens.
    public static final String METRIC_TOKENS = "metricTokens";

    private static final String SOURCE_PREFIX = "source_";
    private static final String HOUR_PREFIX = "hour";
    private static final String HOUR_COST = "cost";
    private static final String HOUR_REQUESTS = "requests";

    private CounterNames() {}

    public static String source(Source source) {
        return SOURCE_PREFIX + source.label();
    }

    public static String hourCost(int hour) {
        return String.format(Locale.ROOT, "%s%02d%s", HOUR_PREFIX, hour, HOUR_COST);
    }

    public static boolean isHour(String name) {
        return name.startsWith(HOUR_PREFIX);
    }

    public static String hourRequests(int hour) {
        return String.format(Locale.ROOT, "%s%02d%s", HOUR_PREFIX, hour, HOUR_REQUESTS);
    }
}
