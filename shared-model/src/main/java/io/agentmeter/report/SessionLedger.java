package io.agentmeter.report;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.Entry;
import io.agentmeter.slice.QuarterActivity;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.Slice;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One session with all of its slices: every request and every use of a tool, once.
///
/// @param slices at least one
public record SessionLedger(String id, Dimensions dimensions, List<Slice> slices) {
    /// A request and what it cost.
    public record Priced(ModelRequest request, Entry entry) {}

    /// How often a tool was used.
    public record ToolUse(String tool, long calls, long failures) {}

    private static final Comparator<Priced> BY_TIME = Comparator.comparing(
                    (Priced priced) -> priced.request().time())
            .thenComparing(priced -> priced.request().id().text());

    public SessionLedger {
        slices = List.copyOf(slices);
    }

    /// In order of time.
    public List<Priced> requests() {
        return slices.stream()
                .flatMap(slice -> slice.entries().values().stream())
                .flatMap(entry -> entry.event() instanceof ModelRequest request
                        ? Stream.of(new Priced(request, entry))
                        : Stream.<Priced>empty())
                .sorted(BY_TIME)
                .toList();
    }

    /// Most used first.
    public List<ToolUse> tools() {
        SortedMap<String, ToolUse> uses = new TreeMap<>();
        for (Slice slice : slices) {
            for (Entry entry : slice.entries().values()) {
                if (entry.event() instanceof ToolUsed used) {
                    String tool = used.tool().or("unknown");
                    uses.merge(
                            tool,
                            new ToolUse(tool, 1, used.failed() ? 1 : 0),
                            (a, b) -> new ToolUse(tool, a.calls() + b.calls(), a.failures() + b.failures()));
                }
            }
        }
        return uses.values().stream()
                .sorted(Comparator.comparingLong(ToolUse::calls).reversed().thenComparing(ToolUse::tool))
                .toList();
    }

    /// The same session as its session-days say it.
    public SessionView view(OrganisationCalendar calendar) {
        SortedMap<LocalDate, Counters> counters = new TreeMap<>();
        SortedMap<LocalDate, SortedSet<String>> models = new TreeMap<>();
        SortedMap<LocalDate, SortedMap<Integer, QuarterActivity>> quarters = new TreeMap<>();
        for (Slice slice : slices) {
            LocalDate day = calendar.dayOf(slice.key().quarter());
            counters.merge(day, slice.recorded().sessionDay(), Counters::plus);
            models.computeIfAbsent(day, _ -> new TreeSet<>()).addAll(slice.models());
            quarters.computeIfAbsent(day, _ -> new TreeMap<>())
                    .merge(calendar.quarterIndex(slice.key().quarter()), slice.activity(), QuarterActivity::merge);
        }
        return new SessionView(
                id,
                counters.entrySet().stream()
                        .map(day -> new SessionDay(
                                new SessionDayKey(day.getKey(), id),
                                dimensions,
                                day.getValue(),
                                models.getOrDefault(day.getKey(), new TreeSet<>()),
                                quarters.getOrDefault(day.getKey(), new TreeMap<>())))
                        .toList());
    }
}
