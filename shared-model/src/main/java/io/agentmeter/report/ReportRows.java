package io.agentmeter.report;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.report.ReportRow.Cell;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.Cost;
import io.agentmeter.slice.Entry;
import io.agentmeter.slice.Slice;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes the rows of reports.
public final class ReportRows {
    private record Daily(String project, String model, String agent) implements Comparable<Daily> {
        private static final Comparator<Daily> ORDER =
                Comparator.comparing(Daily::project).thenComparing(Daily::model).thenComparing(Daily::agent);

        @Override
        public int compareTo(Daily other) {
            return ORDER.compare(this, other);
        }
    }

    private final OrganisationCalendar calendar;
    private final int idleGapMinutes;
    private final Filters filters;

    public ReportRows(OrganisationCalendar calendar, int idleGapMinutes, Filters filters) {
        this.calendar = calendar;
        this.idleGapMinutes = idleGapMinutes;
        this.filters = filters;
    }

    /// Rows of [ReportKind#DAILY] for one day.
    public List<ReportRow> daily(DayData day) {
        Map<Daily, Counters> sums = new TreeMap<>();
        for (Map.Entry<CellKey, Counters> cell : day.cells().entrySet()) {
            CellKey key = cell.getKey();
            if (filters.accept(key)) {
                sums.merge(new Daily(key.project(), key.model(), key.agent()), cell.getValue(), Counters::plus);
            }
        }
        return sums.entrySet().stream()
                .map(sum -> row(
                        List.of(
                                Cell.text(day.day().toString()),
                                Cell.text(sum.getKey().project()),
                                Cell.text(sum.getKey().model()),
                                Cell.text(sum.getKey().agent())),
                        sum.getValue(),
                        List.of()))
                .toList();
    }

    /// Rows of [ReportKind#SESSIONS] for all days of the range together.
    public List<ReportRow> sessions(Collection<DayData> days) {
        return SessionView.of(days.stream()
                        .flatMap(day -> day.sessions().stream())
                        .filter(session -> filters.accept(session.dimensions()))
                        .toList())
                .stream()
                .map(this::session)
                .toList();
    }

    private ReportRow session(SessionView session) {
        Dimensions names = session.dimensions();
        Totals totals = Totals.of(session.days(), idleGapMinutes);
        SessionTotals own = totals.sessions().orElse(SessionTotals.NONE);
        return row(
                List.of(
                        Cell.text(session.id()),
                        Cell.text(names.project()),
                        Cell.text(names.user()),
                        Cell.text(names.team()),
                        Cell.text(names.agent()),
                        Cell.text(names.task()),
                        Cell.text(names.machine()),
                        Cell.text(names.branch()),
                        Cell.text(String.join(" ", session.models())),
                        time(session.startedAt(calendar)),
                        time(session.lastActivityAt(calendar))),
                totals.requests(),
                List.of(
                        new Cell.Count(own.turns()),
                        new Cell.Count(own.toolCalls()),
                        new Cell.Count(own.toolFailures()),
                        new Cell.Count(own.errors()),
                        new Cell.Count(own.time().agentMinutes())));
    }

    /// Rows of [ReportKind#REQUESTS] for some slices of one session.
    public List<ReportRow> requests(String session, Dimensions dimensions, List<Slice> slices) {
        return new SessionLedger(session, dimensions, slices)
                .requests().stream()
                        .filter(priced -> filters.accept(CellKey.of(
                                calendar.dayOf(priced.request().time()),
                                dimensions.overriddenBy(
                                        priced.request().envelope().attribution()),
                                priced.request().facts().model().or(Contributions.UNKNOWN_MODEL),
                                priced.request().facts().lane().or(""))))
                        .map(priced -> request(session, dimensions, priced.request(), priced.entry()))
                        .toList();
    }

    private ReportRow request(String session, Dimensions dimensions, ModelRequest request, Entry entry) {
        Dimensions names = dimensions.overriddenBy(request.envelope().attribution());
        ModelRequest.Facts facts = request.facts();
        Cost cost = entry.cost();
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(request.id().text()),
                Cell.text(request.time().toString()),
                Cell.text(calendar.dayOf(request.time()).toString()),
                Cell.text(session),
                Cell.text(names.project()),
                Cell.text(names.user()),
                Cell.text(names.team()),
                Cell.text(names.agent()),
                Cell.text(names.task()),
                Cell.text(facts.model().or(Contributions.UNKNOWN_MODEL)),
                Cell.text(facts.lane().or("")),
                Cell.text(facts.agentName().or("")),
                Cell.text(facts.turn().or("")),
                new Cell.Count(1),
                new Cell.Count(cost.money().isPresent() ? 0 : 1),
                dollars(cost.money())));
        cells.addAll(tokens(facts.tokens()));
        cells.add(new Cell.Count(facts.webSearches()));
        cells.add(Cell.text(RequestJson.pricedBy(cost)));
        cells.add(Cell.text(RequestJson.priceId(cost)));
        cells.add(dollars(facts.reportedCost()));
        cells.add(facts.durationMs() == 0 ? new Cell.Unknown() : new Cell.Count(facts.durationMs()));
        cells.add(Cell.text(
                request.envelope().sources().stream().map(Source::label).collect(Collectors.joining(" "))));
        return new ReportRow(cells, 1, cost.money().orElse(Money.ZERO));
    }

    private static List<Cell> tokens(TokenUsage tokens) {
        return List.of(
                new Cell.Count(tokens.freshInput().count()),
                new Cell.Count(tokens.cacheRead().count()),
                new Cell.Count(tokens.cacheWrite().count()),
                detail(tokens.cacheWrite1h()),
                new Cell.Count(tokens.output().count()),
                detail(tokens.reasoning()));
    }

    private static Cell detail(TokenDetail detail) {
        return detail.isKnown() ? new Cell.Count(detail.countOrUnknown()) : new Cell.Unknown();
    }

    private static ReportRow row(List<Cell> names, Counters counters, List<Cell> more) {
        List<Cell> cells = new ArrayList<>(names);
        cells.add(new Cell.Count(counters.count(CounterNames.REQUESTS)));
        cells.add(new Cell.Count(counters.count(CounterNames.UNPRICED)));
        cells.add(new Cell.Dollars(counters.money(CounterNames.COST)));
        for (String name : List.of(
                CounterNames.FRESH_INPUT,
                CounterNames.CACHE_READ,
                CounterNames.CACHE_WRITE,
                CounterNames.CACHE_WRITE_1H,
                CounterNames.OUTPUT,
                CounterNames.REASONING,
                CounterNames.WEB_SEARCHES)) {
            cells.add(new Cell.Count(counters.count(name)));
        }
        cells.addAll(more);
        return new ReportRow(cells, counters.count(CounterNames.REQUESTS), counters.money(CounterNames.COST));
    }

    private static Cell dollars(Optional<Money> money) {
        return money.<Cell>map(Cell.Dollars::new).orElseGet(Cell.Unknown::new);
    }

    private static Cell time(Optional<Instant> time) {
        return time.<Cell>map(known -> new Cell.Text(known.toString())).orElseGet(Cell.Unknown::new);
    }
}
