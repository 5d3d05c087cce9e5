package io.agentmeter.coverage;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Sequences;
import io.agentmeter.event.Source;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.QuarterActivity;
import io.agentmeter.slice.SessionDay;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What one session's sources have seen of it, over one or more days.
public final class SessionCoverage {
    /// Records that may be missing in a row and mean nothing: those that do not count for the meter are not kept
    /// when they come alone.
    static final int SHORTEST_HOLE = 20;

    /// A source that reports continuously is silent after so long.
    static final Duration SILENCE = Duration.ofMinutes(30);

    /// A session that has just begun may not have asked anything yet.
    static final Duration BEGINNING = Duration.ofMinutes(10);

    /// Metrics are rounded and exported at their own times, so they may say a little more.
    static final int METRICS_MORE_PERCENT = 5;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private static final String BACKFILL =
            "Run agentmeter backfill claude-code on that machine: transcripts have every request.";

    private final List<SessionDay> days;
    private final OrganisationCalendar calendar;
    private final Counters counters;

    /// @param days of one session, at least one
    public SessionCoverage(Collection<SessionDay> days, OrganisationCalendar calendar) {
        this.days = List.copyOf(days);
        this.calendar = calendar;
        Counters.Sum sum = new Counters.Sum();
        days.forEach(day -> sum.add(day.counters()));
        this.counters = sum.total();
    }

    public String session() {
        return days.getFirst().key().session();
    }

    public Dimensions dimensions() {
        return days.getLast().dimensions();
    }

    public Seen seen() {
        return Seen.of(counters);
    }

    public Optional<Instant> firstEvent() {
        return days.stream().flatMap(day -> day.firstEvent(calendar).stream()).min(Instant::compareTo);
    }

    public Optional<Instant> lastEvent() {
        return days.stream().flatMap(day -> day.lastEvent(calendar).stream()).max(Instant::compareTo);
    }

    public List<Gap> gaps(Instant now) {
        List<Gap> gaps = new ArrayList<>();
        noRequests(now).ifPresent(gaps::add);
        recordsMissing().ifPresent(gaps::add);
        silent(Source.OTLP, "Telemetry").ifPresent(gaps::add);
        silent(Source.HOOK, "Hooks").ifPresent(gaps::add);
        metricsSayMore().ifPresent(gaps::add);
        return gaps;
    }

    private Optional<Gap> noRequests(Instant now) {
        boolean old = firstEvent()
                .filter(first -> first.plus(BEGINNING).isBefore(now))
                .isPresent();
        long work = counters.count(CounterNames.TURNS) + counters.count(CounterNames.TOOL_CALLS);
        long metricTokens = counters.count(CounterNames.METRIC_TOKENS);
        if (!old || counters.count(CounterNames.REQUESTS) > 0 || (work == 0 && metricTokens == 0)) {
            return Optional.empty();
        }
        return Optional.of(
                metricTokens > 0
                        ? new Gap(
                                Gap.Kind.NO_REQUESTS,
                                "Metrics tell of " + count(metricTokens)
                                        + " tokens, but no request has arrived: log events are not exported.",
                                "Set OTEL_LOGS_EXPORTER=otlp (agentmeter connect claude-code does), then backfill what is missing.")
                        : new Gap(
                                Gap.Kind.NO_REQUESTS,
                                "Hooks report work, but no request has arrived: telemetry is not switched on.",
                                "Run agentmeter connect claude-code on that machine, then agentmeter backfill claude-code for what is missing."));
    }

    private Optional<Gap> recordsMissing() {
        Sequences sequences = Sequences.NONE;
        for (SessionDay day : days) {
            for (QuarterActivity quarter : day.quarters().values()) {
                sequences = sequences.merge(quarter.sequences());
            }
        }
        long missing = sequences.missing(SHORTEST_HOLE);
        return missing == 0
                ? Optional.empty()
                : Optional.of(new Gap(
                        Gap.Kind.RECORDS_MISSING,
                        count(missing) + " telemetry records never arrived: their numbers are missing.",
                        BACKFILL));
    }

    private Optional<Gap> silent(Source source, String name) {
        Optional<Instant> last = lastHeard(source);
        Optional<Instant> others = lastHeardOfOthers(source);
        if (last.isEmpty()
                || others.isEmpty()
                || Duration.between(last.get(), others.get()).compareTo(SILENCE) < 0) {
            return Optional.empty();
        }
        String what = "%s fell silent after %s, while the session went on until %s."
                .formatted(name, clock(last.get()), clock(others.get()));
        return Optional.of(new Gap(
                Gap.Kind.SILENT,
                what,
                source == Source.OTLP
                        ? BACKFILL
                        : "Run agentmeter doctor on that machine: it says what keeps hooks from running."));
    }

    private Optional<Instant> lastHeard(Source source) {
        return quarters(quarter -> quarter.heard(source));
    }

    /// When work was last reported by anybody else.
    private Optional<Instant> lastHeardOfOthers(Source source) {
        return quarters(quarter -> quarter.mask() != 0 && !quarter.heard(source) && quarter.sources() != 0);
    }

    /// Start of the last quarter-hour that fits.
    private Optional<Instant> quarters(Predicate<QuarterActivity> fits) {
        return days.stream()
                .flatMap(day -> day.quarters().entrySet().stream()
                        .filter(quarter -> fits.test(quarter.getValue()))
                        .map(quarter -> startOf(day, quarter)))
                .max(Instant::compareTo);
    }

    private Instant startOf(SessionDay day, Map.Entry<Integer, QuarterActivity> quarter) {
        return calendar.startOf(day.key().day()).plus(OrganisationCalendar.QUARTER.multipliedBy(quarter.getKey()));
    }

    private Optional<Gap> metricsSayMore() {
        long metricTokens = counters.count(CounterNames.METRIC_TOKENS);
        long tokens = counters.count(CounterNames.FRESH_INPUT)
                + counters.count(CounterNames.CACHE_READ)
                + counters.count(CounterNames.CACHE_WRITE)
                + counters.count(CounterNames.OUTPUT);
        if (counters.count(CounterNames.REQUESTS) == 0
                || metricTokens * 100 <= Math.multiplyExact(tokens, 100L + METRICS_MORE_PERCENT)) {
            return Optional.empty();
        }
        return Optional.of(new Gap(
                Gap.Kind.METRICS_SAY_MORE,
                "Metrics tell of %s tokens, the requests of %s.".formatted(count(metricTokens), count(tokens)),
                BACKFILL));
    }

    private String clock(Instant time) {
        ZoneId zone = calendar.zone();
        return CLOCK.format(time.atZone(zone));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
