package io.agentmeter.report;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.pricing.Quote;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Events folded into slices and days, as the tables would hold them.
public final class FoldedUsage {
    public static final OrganisationCalendar UTC = new OrganisationCalendar(ZoneOffset.UTC);

    /// Nothing is on the price list: only reported costs are known.
    public static final Pricer REPORTED_ONLY =
            new Pricer(consumption -> new Quote.Unpriced(consumption.model()), CostPolicy.REPORTED);

    private final SortedMap<String, Attribution> sessions = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Slice>> slices = new TreeMap<>();
    private final OrganisationCalendar calendar;
    private final Pricer pricer;

    private FoldedUsage(OrganisationCalendar calendar, Pricer pricer) {
        this.calendar = calendar;
        this.pricer = pricer;
    }

    public static FoldedUsage of(Iterable<? extends UsageEvent> events) {
        return of(events, UTC, REPORTED_ONLY);
    }

    public static FoldedUsage of(Iterable<? extends UsageEvent> events, OrganisationCalendar calendar, Pricer pricer) {
        FoldedUsage folded = new FoldedUsage(calendar, pricer);
        events.forEach(folded::fold);
        return folded;
    }

    private void fold(UsageEvent event) {
        sessions.merge(event.session(), event.envelope().attribution(), Attribution::merge);
        SliceKey key = SliceKey.firstPageOf(event);
        SortedMap<String, Slice> own = slices.computeIfAbsent(event.session(), _ -> new TreeMap<>());
        Slice before = own.getOrDefault(key.text(), Slice.empty(key));
        own.put(key.text(), before.fold(List.of(event), pricer));
    }

    public Dimensions dimensions(String session) {
        return Dimensions.of(sessions.getOrDefault(session, Attribution.NONE));
    }

    /// With the contribution that the rollups hold.
    public List<Slice> slices(String session) {
        Contributions contributions = new Contributions(calendar);
        return slices.getOrDefault(session, new TreeMap<>()).values().stream()
                .map(slice -> slice.written(contributions.of(slice.entries().values(), dimensions(session))))
                .toList();
    }

    public SessionLedger ledger(String session) {
        return new SessionLedger(session, dimensions(session), slices(session));
    }

    public List<DayData> days(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1)).map(this::day).toList();
    }

    public DayData day(LocalDate day) {
        TreeMap<CellKey, Counters> cells = new TreeMap<>();
        List<SessionDay> sessionDays = new ArrayList<>();
        for (String session : slices.keySet()) {
            for (Slice slice : slices(session)) {
                slice.recorded().cells().forEach((key, counters) -> {
                    if (key.day().equals(day)) {
                        cells.merge(key, counters, Counters::plus);
                    }
                });
            }
            ledger(session).view(calendar).days().stream()
                    .filter(one -> one.key().day().equals(day))
                    .forEach(sessionDays::add);
        }
        return new DayData(day, cells, sessionDays);
    }

    public Stream<String> sessions() {
        return slices.keySet().stream();
    }
}
