package io.agentmeter.simulator;

import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
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
import io.agentmeter.event.UsageEvent;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.Cost;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.QuarterActivity;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the rollups must be: every distinct event taken once, added up in a simple loop. Shares words and prices with
/// the product, and none of its folding, so that a mistake there cannot hide here.
final class PlainFold {
    /// One session's day.
    static final class Day {
        final TreeMap<String, BigDecimal> counters = new TreeMap<>();
        final TreeSet<String> models = new TreeSet<>();
        final TreeMap<Integer, QuarterActivity> quarters = new TreeMap<>();
    }

    private final ZoneId zone;
    private final Pricer pricer;
    final Map<String, Attribution> sessions = new TreeMap<>();
    final TreeMap<CellKey, TreeMap<String, BigDecimal>> cells = new TreeMap<>();
    final TreeMap<SessionDayKey, Day> days = new TreeMap<>();

    PlainFold(ZoneId zone, Pricer pricer, Collection<UsageEvent> events) {
        this.zone = zone;
        this.pricer = pricer;
        for (UsageEvent event : events) {
            sessions.merge(event.session(), event.envelope().attribution(), Attribution::merge);
        }
        events.forEach(this::add);
    }

    private void add(UsageEvent event) {
        ZonedDateTime local = event.time().atZone(zone);
        LocalDate date = local.toLocalDate();
        Day day = days.computeIfAbsent(new SessionDayKey(date, event.session()), _ -> new Day());
        day.quarters.merge(quarterIndex(local), activity(event), PlainFold::both);
        Map<String, BigDecimal> counters = day.counters;
        switch (event) {
            case ModelRequest request -> {
                day.models.add(model(request));
                CellKey cell = cell(request, date);
                TreeMap<String, BigDecimal> own = new TreeMap<>();
                count(request, own);
                own.forEach((name, value) -> add(counters, name, value));
                Cost cost = pricer.costOf(request);
                String hour = String.format(java.util.Locale.ROOT, "%02d", local.getHour());
                add(own, "hour" + hour + "requests", BigDecimal.ONE);
                if (cost instanceof Cost.Known known) {
                    add(own, "hour" + hour + "cost", known.amount().dollars());
                }
                TreeMap<String, BigDecimal> sum = cells.computeIfAbsent(cell, _ -> new TreeMap<>());
                own.forEach((name, value) -> add(sum, name, value));
            }
            case TurnStarted _ -> add(counters, CounterNames.TURNS, 1);
            case ToolUsed tool -> {
                add(counters, CounterNames.TOOL_CALLS, 1);
                add(counters, CounterNames.TOOL_FAILURES, tool.failed() ? 1 : 0);
            }
            case RequestFailed _ -> add(counters, CounterNames.ERRORS, 1);
            case RateLimited _ -> add(counters, CounterNames.RATE_LIMITS, 1);
            case Activity activity -> {
                add(counters, CounterNames.ACTIVE_SECONDS, activity.activeSeconds());
                add(counters, CounterNames.LINES_ADDED, activity.linesAdded());
                add(counters, CounterNames.LINES_REMOVED, activity.linesRemoved());
                add(counters, CounterNames.COMMITS, activity.commits());
                add(counters, CounterNames.PULL_REQUESTS, activity.pullRequests());
                TokenUsage tokens = activity.tokens();
                add(
                        counters,
                        CounterNames.METRIC_TOKENS,
                        tokens.freshInput().count()
                                + tokens.cacheRead().count()
                                + tokens.cacheWrite().count()
                                + tokens.output().count());
            }
            case TurnEnded _, SessionStarted _, SessionEnded _, TaskChanged _ -> {}
        }
    }

    private void count(ModelRequest request, Map<String, BigDecimal> counters) {
        TokenUsage tokens = request.facts().tokens();
        add(counters, CounterNames.REQUESTS, 1);
        add(counters, CounterNames.FRESH_INPUT, tokens.freshInput().count());
        add(counters, CounterNames.CACHE_READ, tokens.cacheRead().count());
        add(counters, CounterNames.CACHE_WRITE, tokens.cacheWrite().count());
        add(
                counters,
                CounterNames.CACHE_WRITE_1H,
                tokens.cacheWrite1h().orNone().count());
        add(counters, CounterNames.OUTPUT, tokens.output().count());
        add(counters, CounterNames.REASONING, tokens.reasoning().orNone().count());
        add(counters, CounterNames.WEB_SEARCHES, request.facts().webSearches());
        add(counters, CounterNames.MULTI_SOURCE, request.envelope().sources().size() > 1 ? 1 : 0);
        for (Source source : request.envelope().sources()) {
            add(counters, "source_" + source.label(), 1);
        }
        switch (pricer.costOf(request)) {
            case Cost.Known known -> {
                add(counters, CounterNames.COST, known.amount().dollars());
                if (request.envelope().live()) {
                    add(counters, CounterNames.LIVE_COST, known.amount().dollars());
                }
            }
            case Cost.Unknown _ -> add(counters, CounterNames.UNPRICED, 1);
        }
    }

    private CellKey cell(ModelRequest request, LocalDate day) {
        Attribution own = request.envelope().attribution();
        Attribution session = sessions.getOrDefault(request.session(), Attribution.NONE);
        return new CellKey(
                day,
                name(own.project(), session.project(), Dimensions.UNATTRIBUTED),
                name(own.user(), session.user(), ""),
                name(own.team(), session.team(), ""),
                name(own.agent(), session.agent(), ""),
                model(request),
                request.facts().lane().or(""),
                name(own.task(), session.task(), ""));
    }

    private static String name(Claim own, Claim session, String absent) {
        return own.isExplicit() ? own.value() : session.or(absent);
    }

    static String model(ModelRequest request) {
        return request.facts().model().or("unknown");
    }

    private static QuarterActivity activity(UsageEvent event) {
        long millis = event.time().toEpochMilli();
        int offset = (int) (millis - quarterStart(millis));
        return new QuarterActivity(
                event.isActivity() ? 1 << (offset / 60_000) : 0,
                offset,
                offset,
                event instanceof ModelRequest ? offset : -1,
                event.envelope().sources().stream()
                        .mapToInt(source -> 1 << source.ordinal())
                        .sum(),
                event.envelope().sequences());
    }

    private static long quarterStart(long millis) {
        return millis / 900_000 * 900_000;
    }

    /// Quarter-hours since the day began, counted one by one.
    private static int quarterIndex(ZonedDateTime local) {
        long begin =
                local.toLocalDate().atStartOfDay(local.getZone()).toInstant().toEpochMilli();
        return (int) ((quarterStart(local.toInstant().toEpochMilli()) - begin) / 900_000);
    }

    private static QuarterActivity both(QuarterActivity a, QuarterActivity b) {
        return new QuarterActivity(
                a.mask() | b.mask(),
                Math.min(a.firstMs(), b.firstMs()),
                Math.max(a.lastMs(), b.lastMs()),
                Math.max(a.lastRequestMs(), b.lastRequestMs()),
                a.sources() | b.sources(),
                a.sequences().merge(b.sequences()));
    }

    private static void add(Map<String, BigDecimal> counters, String name, long value) {
        add(counters, name, BigDecimal.valueOf(value));
    }

    private static void add(Map<String, BigDecimal> counters, String name, BigDecimal value) {
        if (value.signum() != 0) {
            counters.merge(name, value, BigDecimal::add);
        }
    }

    /// Counters as the product compares them: without zeros, and 2.50 the same as 2.5.
    static Map<String, BigDecimal> plain(Map<String, BigDecimal> counters) {
        Map<String, BigDecimal> plain = new HashMap<>();
        counters.forEach((name, value) -> {
            if (value.signum() != 0) {
                plain.put(name, value.stripTrailingZeros());
            }
        });
        return plain;
    }
}
