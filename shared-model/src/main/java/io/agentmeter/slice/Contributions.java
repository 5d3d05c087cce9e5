package io.agentmeter.slice;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Activity;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.SessionEnded;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.TaskChanged;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnEnded;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.usage.TokenUsage;
import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeMap;

/// The plain fold: what a set of distinct, merged events adds to the rollups. The rollups must always equal it.
public final class Contributions {
    /// The name of a model that a source did not name.
    public static final String UNKNOWN_MODEL = "unknown";

    private final OrganisationCalendar calendar;

    public Contributions(OrganisationCalendar calendar) {
        this.calendar = calendar;
    }

    public Contribution of(Collection<Entry> entries, Dimensions session) {
        TreeMap<CellKey, Counters.Sum> cells = new TreeMap<>();
        Counters.Sum sessionDay = new Counters.Sum();
        for (Entry entry : entries) {
            switch (entry.event()) {
                case ModelRequest request -> {
                    Counters counters = countersOf(request, entry.cost());
                    cells.computeIfAbsent(cellOf(request, session), _ -> new Counters.Sum())
                            .add(counters);
                    sessionDay.add(counters);
                }
                case TurnStarted _ -> sessionDay.add(CounterNames.TURNS, 1);
                case ToolUsed tool ->
                    sessionDay.add(CounterNames.TOOL_CALLS, 1).add(CounterNames.TOOL_FAILURES, tool.failed() ? 1 : 0);
                case RequestFailed _ -> sessionDay.add(CounterNames.ERRORS, 1);
                case RateLimited _ -> sessionDay.add(CounterNames.RATE_LIMITS, 1);
                case Activity activity -> add(activity, sessionDay);
                case TurnEnded _, SessionStarted _, SessionEnded _, TaskChanged _ -> {}
            }
        }
        TreeMap<CellKey, Counters> totals = new TreeMap<>();
        cells.forEach((key, sum) -> totals.put(key, sum.total()));
        return new Contribution(totals, withoutHours(sessionDay.total()));
    }

    private CellKey cellOf(ModelRequest request, Dimensions session) {
        LocalDate day = calendar.dayOf(request.time());
        Dimensions dimensions = session.overriddenBy(request.envelope().attribution());
        ModelRequest.Facts facts = request.facts();
        return CellKey.of(
                day, dimensions, facts.model().or(UNKNOWN_MODEL), facts.lane().or(""));
    }

    private Counters countersOf(ModelRequest request, Cost cost) {
        TokenUsage tokens = request.facts().tokens();
        int hour = calendar.hourOf(request.time());
        Counters.Sum sum = new Counters.Sum()
                .add(CounterNames.REQUESTS, 1)
                .add(CounterNames.hourRequests(hour), 1)
                .add(CounterNames.FRESH_INPUT, tokens.freshInput().count())
                .add(CounterNames.CACHE_READ, tokens.cacheRead().count())
                .add(CounterNames.CACHE_WRITE, tokens.cacheWrite().count())
                .add(CounterNames.CACHE_WRITE_1H, tokens.cacheWrite1h().orNone().count())
                .add(CounterNames.OUTPUT, tokens.output().count())
                .add(CounterNames.REASONING, tokens.reasoning().orNone().count())
                .add(CounterNames.WEB_SEARCHES, request.facts().webSearches())
                .add(CounterNames.MULTI_SOURCE, request.envelope().sources().size() > 1 ? 1 : 0);
        for (Source source : request.envelope().sources()) {
            sum.add(CounterNames.source(source), 1);
        }
        switch (cost) {
            case Cost.Known known -> {
                sum.add(CounterNames.COST, known.amount().dollars());
                sum.add(CounterNames.hourCost(hour), known.amount().dollars());
                if (request.envelope().live()) {
                    sum.add(CounterNames.LIVE_COST, known.amount().dollars());
                }
            }
            case Cost.Unknown _ -> sum.add(CounterNames.UNPRICED, 1);
        }
        return sum.total();
    }

    private static void add(Activity activity, Counters.Sum sessionDay) {
        sessionDay
                .add(CounterNames.ACTIVE_SECONDS, activity.activeSeconds())
                .add(CounterNames.LINES_ADDED, activity.linesAdded())
                .add(CounterNames.LINES_REMOVED, activity.linesRemoved())
                .add(CounterNames.COMMITS, activity.commits())
                .add(CounterNames.PULL_REQUESTS, activity.pullRequests())
                .add(CounterNames.METRIC_TOKENS, activity.tokens().total().count());
    }

    private static Counters withoutHours(Counters counters) {
        Counters.Sum kept = new Counters.Sum();
        counters.values().forEach((name, value) -> {
            if (!CounterNames.isHour(name)) {
                kept.add(name, value);
            }
        });
        return kept.total();
    }
}
