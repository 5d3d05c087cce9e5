package io.agentmeter.slice;

import io.agentmeter.event.Erased;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.rollup.Contribution;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// One session in one quarter-hour: ledger, index and smallest rollup in one. Folding an event is a merge keyed by its
/// identity, so it may happen any number of times and in any order.
///
/// @param version 0 before the slice was first stored, then raised by each write
/// @param entries by event key
/// @param recorded the contribution that the rollups already hold for this slice
/// @param generation of the session's names that `recorded` was computed with
public record Slice(
        SliceKey key, long version, SortedMap<String, Entry> entries, Contribution recorded, long generation) {
    /// Events on one page. A page of requests is about 100 bytes each when packed; an item may have 400 kB.
    public static final int MAX_ENTRIES = 1_500;

    /// Pages behind a full first page.
    public static final int MORE_PAGES = 63;

    public Slice {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public static Slice empty(SliceKey key) {
        return new Slice(key, 0, new TreeMap<>(), Contribution.NONE, 0);
    }

    /// This slice with the events folded in; the same object if they say nothing new.
    public Slice fold(Iterable<UsageEvent> events, Pricer pricer) {
        TreeMap<String, Entry> folded = new TreeMap<>(entries);
        boolean changed = false;
        for (UsageEvent event : events) {
            String id = event.id().key();
            Entry before = folded.get(id);
            Entry after = before == null ? Entry.of(event, pricer) : before.merge(event, pricer);
            if (!after.equals(before)) {
                folded.put(id, after);
                changed = true;
            }
        }
        return changed ? new Slice(key, version, folded, recorded, generation) : this;
    }

    /// This slice with every cost decided anew; the same object if none changes.
    public Slice repriced(Pricer pricer) {
        return with(entry -> entry.repriced(pricer));
    }

    /// This slice without the person's name; the same object if no event says it.
    public Slice without(Erased erased) {
        return with(entry -> entry.without(erased));
    }

    private Slice with(UnaryOperator<Entry> change) {
        TreeMap<String, Entry> after = new TreeMap<>(entries);
        after.replaceAll((_, entry) -> change.apply(entry));
        return after.equals(entries) ? this : new Slice(key, version, after, recorded, generation);
    }

    /// This slice after its contribution was written to the rollups together with it.
    public Slice written(Contribution contribution) {
        return new Slice(key, version + 1, entries, contribution, generation);
    }

    /// The same events under the session's names of another generation.
    public Slice under(long other) {
        return other == generation ? this : new Slice(key, version, entries, recorded, other);
    }

    public boolean contains(UsageEvent event) {
        return entries.containsKey(event.id().key());
    }

    /// A full first page takes no new events; they go to the page that their identity chooses. Once full it stays
    /// full, so an event has one page for ever.
    public boolean isFull() {
        return entries.size() >= MAX_ENTRIES;
    }

    public static int pageOf(UsageEvent event) {
        return 1 + Math.floorMod(event.id().key().hashCode(), MORE_PAGES);
    }

    public QuarterActivity activity() {
        return QuarterActivity.of(key.quarter(), entries.values());
    }

    public SortedSet<String> models() {
        TreeSet<String> models = new TreeSet<>();
        for (Entry entry : entries.values()) {
            if (entry.event() instanceof ModelRequest request) {
                models.add(request.facts().model().or(Contributions.UNKNOWN_MODEL));
            }
        }
        return models;
    }
}
