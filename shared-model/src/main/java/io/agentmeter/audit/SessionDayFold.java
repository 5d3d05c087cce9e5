package io.agentmeter.audit;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.Entry;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.QuarterName;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One session's day, worked out twice: from the events that a scan saw, and from what its slices recorded.
///
/// An event whose digest is that of its slice's entry is that entry, so folding the entry is folding the event, at the
/// cost that was pinned when it was counted. Only where they differ are events themselves needed.
public final class SessionDayFold {
    private final OrganisationCalendar calendar;
    private final Pricer pricer;
    private final SessionDayKey key;
    private final Dimensions whose;
    private final List<Slice> slices;
    private final Map<SliceKey, Contribution> folded = new HashMap<>();
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<String> open = new ArrayList<>();
    private long withoutEvent;
    private @Nullable Instant oldestWithoutEvent;

    /// @param whose the session is, as its row says
    /// @param slices of this session on this day
    public SessionDayFold(
            OrganisationCalendar calendar,
            Pricer pricer,
            SessionDayKey key,
            Dimensions whose,
            List<Slice> slices,
            EventIndex index) {
        this.calendar = calendar;
        this.pricer = pricer;
        this.key = key;
        this.whose = whose;
        this.slices = List.copyOf(slices);
        Contributions contributions = new Contributions(calendar);
        slices.forEach(slice ->
                folded.put(slice.key(), contributions.of(slice.entries().values(), whose)));
        compare(index.seen(key.session(), key.day()));
    }

    private void compare(SortedMap<Instant, SeenEvents> seen) {
        Map<Instant, Map<String, Entry>> unseen = new HashMap<>();
        for (Slice slice : slices) {
            entries.putAll(slice.entries());
            unseen.computeIfAbsent(slice.key().quarter(), _ -> new HashMap<>()).putAll(slice.entries());
        }
        seen.forEach((quarter, events) -> {
            Map<String, Entry> counted = unseen.getOrDefault(quarter, new HashMap<>());
            events.forEach((key, digest) -> {
                Entry entry = counted.remove(key);
                if (entry == null || EventDigest.of(entry.event()) != digest) {
                    open.add(key);
                }
            });
        });
        for (Map<String, Entry> left : unseen.values()) {
            for (Entry entry : left.values()) {
                withoutEvent++;
                Instant time = entry.event().time();
                if (oldestWithoutEvent == null || time.isBefore(oldestWithoutEvent)) {
                    oldestWithoutEvent = time;
                }
            }
        }
    }

    /// Keys of events that must be looked at themselves, because their slice has something else or nothing.
    public List<String> open() {
        return List.copyOf(open);
    }

    /// How many events the slices hold.
    public long counted() {
        return entries.size();
    }

    /// How many of them have no stored event: past retention, erased, or stored after the scan.
    public long withoutEvent() {
        return withoutEvent;
    }

    /// The time of the oldest of those.
    public Optional<Instant> oldestWithoutEvent() {
        return Optional.ofNullable(oldestWithoutEvent);
    }

    /// Those of the open events that are not counted, or not with all they say.
    ///
    /// @param stored the open events as they are stored now
    public List<UsageEvent> uncounted(Collection<UsageEvent> stored) {
        return stored.stream()
                .filter(event -> event.session().equals(key.session())
                        && calendar.dayOf(event.time()).equals(key.day()))
                .filter(event -> {
                    Entry entry = entries.get(event.id().key());
                    return entry == null || saysMore(event, entry);
                })
                .toList();
    }

    /// Whether an event is in no slice, as opposed to one that is there with less than it says now.
    public boolean isNew(UsageEvent event) {
        return !entries.containsKey(event.id().key());
    }

    private static boolean saysMore(UsageEvent event, Entry entry) {
        UsageEvent before = EventDigest.counted(entry.event());
        return !before.merge(EventDigest.counted(event)).equals(before);
    }

    /// What the day's rows should have from this session.
    ///
    /// @param uncounted events that no slice has yet, or not in full
    public Contribution expected(Collection<UsageEvent> uncounted) {
        Contribution sum = Contribution.NONE;
        for (Contribution ofOne : folded.values()) {
            sum = sum.plus(ofOne);
        }
        Map<Instant, List<UsageEvent>> more = new TreeMap<>();
        uncounted.forEach(
                event -> more.computeIfAbsent(OrganisationCalendar.quarterOf(event.time()), _ -> new ArrayList<>())
                        .add(event));
        Contributions contributions = new Contributions(calendar);
        for (Map.Entry<Instant, List<UsageEvent>> quarter : more.entrySet()) {
            TreeMap<String, Entry> before = new TreeMap<>();
            quarter.getValue().forEach(event -> {
                Entry known = entries.get(event.id().key());
                if (known != null) {
                    before.put(event.id().key(), known);
                }
            });
            Slice some = new Slice(new SliceKey(key.session(), quarter.getKey(), 0), 0, before, Contribution.NONE, 0);
            sum = sum.plus(contributions.of(
                            some.fold(quarter.getValue(), pricer).entries().values(), whose))
                    .minus(contributions.of(before.values(), whose));
        }
        return sum;
    }

    /// What the slices say that the rows have from them. Every writer changes rows by the change of this, so that
    /// rows minus recorded stays the same whatever is being counted meanwhile.
    public Contribution recorded() {
        return slices.stream().map(Slice::recorded).reduce(Contribution.NONE, Contribution::plus);
    }

    /// Slices whose record is not what their own entries come to.
    public List<Slice> wronglyRecorded() {
        return slices.stream()
                .filter(slice -> !slice.recorded().equals(folded.get(slice.key())))
                .toList();
    }

    /// The quarter-hours that the session's day should have, as its row stores them.
    public SortedMap<String, String> quarters() {
        TreeMap<String, String> quarters = new TreeMap<>();
        for (Slice slice : slices) {
            int index = calendar.quarterIndex(slice.key().quarter());
            quarters.put(
                    new QuarterName(index, slice.key().page()).text(),
                    slice.activity().text());
        }
        return quarters;
    }

    public SortedSet<String> models() {
        TreeSet<String> models = new TreeSet<>();
        slices.forEach(slice -> models.addAll(slice.models()));
        return models;
    }
}
