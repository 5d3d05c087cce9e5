package io.agentmeter.functions.aggregate;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Folds events into the slices they belong to and says what must be written. Reads, never writes.
public record Folding(OrganisationCalendar calendar, Pricer pricer, Contributions contributions) {
    public Folding(OrganisationCalendar calendar, Pricer pricer) {
        this(calendar, pricer, new Contributions(calendar));
    }

    /// @param sessions whose the slices are; sessions that are not in it are left out
    List<SliceWrite> plan(RollupStore store, Map<String, List<UsageEvent>> events, Map<String, SessionRow> sessions) {
        Map<SliceKey, List<UsageEvent>> wanted = new LinkedHashMap<>();
        for (String session : sessions.keySet()) {
            for (UsageEvent event : events.getOrDefault(session, List.of())) {
                wanted.computeIfAbsent(SliceKey.firstPageOf(event), _ -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<SliceKey, Slice> firstPages = store.slices(wanted.keySet());
        Map<SliceKey, List<UsageEvent>> placed = new LinkedHashMap<>();
        wanted.forEach((key, ofSlice) -> place(ofSlice, firstPages.getOrDefault(key, Slice.empty(key)), placed));
        Map<SliceKey, Slice> slices = new LinkedHashMap<>(firstPages);
        slices.putAll(store.slices(
                placed.keySet().stream().filter(key -> key.page() > 0).toList()));

        List<SliceWrite> writes = new ArrayList<>();
        placed.forEach((key, ofSlice) -> {
            Slice before = slices.getOrDefault(key, Slice.empty(key));
            SessionRow whose = sessions.get(key.session());
            if (whose != null) {
                SliceWrite write = write(before, before.fold(ofSlice, pricer), whose);
                if (write.isNeeded()) {
                    writes.add(write);
                }
            }
        });
        return writes;
    }

    /// Puts each event on its page: the first one while it has room or when it is already there.
    private static void place(List<UsageEvent> events, Slice firstPage, Map<SliceKey, List<UsageEvent>> placed) {
        int room = Slice.MAX_ENTRIES - firstPage.entries().size();
        java.util.Set<String> added = new java.util.HashSet<>();
        for (UsageEvent event : events) {
            boolean known =
                    firstPage.contains(event) || added.contains(event.id().key());
            int page = known || added.size() < room ? 0 : Slice.pageOf(event);
            if (page == 0 && !known) {
                added.add(event.id().key());
            }
            placed.computeIfAbsent(firstPage.key().onPage(page), _ -> new ArrayList<>())
                    .add(event);
        }
    }

    SliceWrite write(Slice before, Slice after, SessionRow whose) {
        Dimensions names = whose.dimensions();
        Slice named = after.under(whose.generation());
        return new SliceWrite(before, named, contributions.of(named.entries().values(), names), names);
    }
}
