package io.agentmeter.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.activity.TimeTotals;
import io.agentmeter.event.Source;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/// Totals as JSON, the same object everywhere; see `docs/reference/api.md`.
public final class TotalsJson {
    private TotalsJson() {}

    public static ObjectNode write(Totals totals) {
        Counters requests = totals.requests();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putRequests(json, requests);
        putSessions(json, totals.sessionsOrNull());
        ObjectNode coverage = json.putObject("coverage");
        coverage.set("bySource", bySource(requests));
        coverage.put("multiSource", requests.count(CounterNames.MULTI_SOURCE));
        return json;
    }

    static void putRequests(ObjectNode json, Counters counters) {
        json.put("requests", counters.count(CounterNames.REQUESTS));
        json.put("unpricedRequests", counters.count(CounterNames.UNPRICED));
        json.put("estimatedCostUsd", counters.money(CounterNames.COST).text());
        json.set("tokens", tokens(counters));
        json.put("webSearches", counters.count(CounterNames.WEB_SEARCHES));
    }

    private static void putSessions(ObjectNode json, @Nullable SessionTotals sessions) {
        if (sessions == null) {
            for (String name : new String[] {
                "turns",
                "toolCalls",
                "toolFailures",
                "errors",
                "sessions",
                "agentMinutes",
                "wallClockMinutes",
                "spanMinutes",
                "utilizationPercent",
                "peakConcurrency"
            }) {
                json.putNull(name);
            }
            return;
        }
        putCounts(json, sessions);
        putMinutes(json, sessions.time());
        json.put("utilizationPercent", sessions.time().utilizationPercent());
        json.put("peakConcurrency", sessions.time().peakConcurrency());
    }

    /// Sessions and their time without what can be worked out from it.
    static ObjectNode time(SessionTotals sessions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putCounts(json, sessions);
        putMinutes(json, sessions.time());
        json.put("peakConcurrency", sessions.time().peakConcurrency());
        return json;
    }

    private static void putCounts(ObjectNode json, SessionTotals sessions) {
        json.put("turns", sessions.turns());
        json.put("toolCalls", sessions.toolCalls());
        json.put("toolFailures", sessions.toolFailures());
        json.put("errors", sessions.errors());
        json.put("sessions", sessions.sessions());
    }

    private static void putMinutes(ObjectNode json, TimeTotals time) {
        json.put("agentMinutes", time.agentMinutes());
        json.put("wallClockMinutes", time.wallClockMinutes());
        json.put("spanMinutes", time.spanMinutes());
    }

    static ObjectNode bySource(Counters counters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Source source : Source.values()) {
            long count = counters.count(CounterNames.source(source));
            if (count != 0) {
                json.put(source.label(), count);
            }
        }
        return json;
    }

    private static ObjectNode tokens(Counters counters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : new String[] {
            CounterNames.FRESH_INPUT, CounterNames.CACHE_READ, CounterNames.CACHE_WRITE,
            CounterNames.CACHE_WRITE_1H, CounterNames.OUTPUT, CounterNames.REASONING
        }) {
            json.put(name, counters.count(name));
        }
        return json;
    }

    /// Tokens of one request: a detail that no source told is `null`.
    static ObjectNode tokens(TokenUsage tokens) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(CounterNames.FRESH_INPUT, tokens.freshInput().count());
        json.put(CounterNames.CACHE_READ, tokens.cacheRead().count());
        json.put(CounterNames.CACHE_WRITE, tokens.cacheWrite().count());
        putDetail(json, CounterNames.CACHE_WRITE_1H, tokens.cacheWrite1h().countOrUnknown());
        json.put(CounterNames.OUTPUT, tokens.output().count());
        putDetail(json, CounterNames.REASONING, tokens.reasoning().countOrUnknown());
        return json;
    }

    private static void putDetail(ObjectNode json, String name, long countOrUnknown) {
        if (countOrUnknown < 0) {
            json.putNull(name);
        } else {
            json.put(name, countOrUnknown);
        }
    }

    /// Names are `null` where unknown.
    static void putName(ObjectNode json, String name, String value) {
        json.put(name, value.isEmpty() ? null : value);
    }
}
