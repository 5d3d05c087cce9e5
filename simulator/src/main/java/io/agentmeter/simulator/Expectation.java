package io.agentmeter.simulator;

import io.agentmeter.event.Envelope;
import io.agentmeter.event.Erased;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.Entry;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was acknowledged, and so must be counted: each event once, merged from all of its reports.
final class Expectation {
    private final Map<String, UsageEvent> reported = new LinkedHashMap<>();
    private final Map<String, Set<String>> models = new HashMap<>();
    private final Map<String, UsageEvent> gone = new HashMap<>();

    /// A collector was told that this report is stored.
    void accepted(UsageEvent report, boolean live) {
        Envelope envelope = report.envelope();
        UsageEvent received = report.withEnvelope(new Envelope(
                envelope.id(), envelope.time(), envelope.session(), envelope.attribution(), envelope.sources(), live));
        String key = report.id().key();
        reported.merge(key, received, UsageEvent::merge);
        if (report instanceof ModelRequest request) {
            models.computeIfAbsent(key, _ -> new TreeSet<>()).add(PlainFold.model(request));
        }
    }

    /// Time-to-live took this item away.
    void expired(UsageEvent event) {
        gone.put(event.id().key(), event);
    }

    /// Everything that is not as it should be, in words.
    ///
    /// @param erased people who must not be named any more
    List<String> differences(
            History history,
            Folding folding,
            List<UsageEvent> events,
            InMemoryRollupStore rollups,
            List<Erased> erased) {
        List<String> wrong = new ArrayList<>();
        Map<String, UsageEvent> expected = without(erased, atHome(events));
        compareEvents(expected, events, wrong);
        PlainFold fold = new PlainFold(folding.calendar().zone(), folding.pricer(), expected.values());
        compareSlices(fold, expected, rollups, wrong);
        Map<CellKey, Counters> cells = new TreeMap<>();
        Map<SessionDayKey, SessionDay> days = new TreeMap<>();
        for (LocalDate date : history.days(folding.calendar())) {
            cells.putAll(rollups.cells(date, true));
            rollups.sessionDays(date).forEach(day -> days.put(day.key(), day));
        }
        compareCells(fold, cells, wrong);
        for (Erased person : erased) {
            compareNames(person, cells.keySet(), days.values(), rollups, wrong);
        }
        compareDays(fold, days, expected, wrong);
        return wrong;
    }

    /// The merged reports, each at the time and in the session that its first stored report fixed.
    private Map<String, UsageEvent> atHome(List<UsageEvent> events) {
        Map<String, UsageEvent> stored = new HashMap<>(gone);
        events.forEach(event -> stored.put(event.id().key(), event));
        Map<String, UsageEvent> expected = new LinkedHashMap<>();
        reported.forEach((key, event) -> {
            UsageEvent home = stored.getOrDefault(key, event);
            Envelope said = event.envelope();
            expected.put(
                    key,
                    event.withEnvelope(new Envelope(
                            said.id(), home.time(), home.session(), said.attribution(), said.sources(), said.live())));
        });
        return expected;
    }

    /// The same events without the names of these people, and without machine and branch in sessions that they were
    /// in.
    private static Map<String, UsageEvent> without(List<Erased> people, Map<String, UsageEvent> events) {
        Map<String, UsageEvent> result = events;
        for (Erased person : people) {
            Set<String> own = new TreeSet<>();
            for (UsageEvent event : result.values()) {
                if (person.isAbout(event.envelope().attribution())) {
                    own.add(event.session());
                }
            }
            Map<String, UsageEvent> without = new LinkedHashMap<>();
            result.forEach((key, event) ->
                    without.put(key, own.contains(event.session()) ? person.fromOwn(event) : person.from(event)));
            result = without;
        }
        return result;
    }

    private void compareEvents(Map<String, UsageEvent> expected, List<UsageEvent> events, List<String> wrong) {
        Map<String, UsageEvent> stored = new HashMap<>();
        for (UsageEvent event : events) {
            stored.put(event.id().key(), event);
            if (!expected.containsKey(event.id().key())) {
                wrong.add("stored and never acknowledged: " + event);
            }
        }
        expected.forEach((key, event) -> {
            UsageEvent found = stored.get(key);
            // What expired may be stored again, by a report that says less.
            if (!gone.containsKey(key) && !event.equals(found)) {
                wrong.add("stored " + found + " instead of " + event);
            }
        });
    }

    private static void compareSlices(
            PlainFold fold, Map<String, UsageEvent> expected, RollupStore rollups, List<String> wrong) {
        Map<String, SessionRow> rows = rollups.sessions(fold.sessions.keySet());
        Set<String> found = new TreeSet<>();
        fold.sessions.forEach((session, attribution) -> {
            SessionRow row = Objects.requireNonNull(rows.get(session));
            if (row.moving()) {
                wrong.add("session " + session + " is still moving");
            }
            if (!row.dimensions().equals(Dimensions.of(attribution))) {
                wrong.add(
                        "session " + session + " is " + row.dimensions() + " instead of " + Dimensions.of(attribution));
            }
            for (Slice slice : rollups.slicesOf(session)) {
                slice.entries().forEach((key, entry) -> {
                    if (!found.add(key)) {
                        wrong.add("in two slices: " + Texts.of(entry.event()));
                    }
                    compareEntry(entry, expected.get(key), wrong);
                });
            }
        });
        expected.forEach((key, event) -> {
            if (!found.contains(key)) {
                wrong.add("in no slice: " + Texts.of(event));
            }
        });
    }

    private static void compareEntry(Entry entry, @Nullable UsageEvent expected, List<String> wrong) {
        if (expected == null) {
            wrong.add("in a slice and never acknowledged: " + Texts.of(entry.event()));
            return;
        }
        Envelope kept = entry.event().envelope();
        Envelope whole = expected.envelope();
        UsageEvent same = expected.withEnvelope(new Envelope(
                whole.id(), whole.time(), whole.session(), kept.attribution(), whole.sources(), whole.live()));
        if (!entry.event().equals(same)) {
            wrong.add("slice has " + entry.event() + " instead of " + same);
        }
    }

    /// Cells that are zero still have a key.
    private static void compareNames(
            Erased person,
            Set<CellKey> cells,
            Collection<SessionDay> days,
            InMemoryRollupStore rollups,
            List<String> wrong) {
        for (SessionDay day : days) {
            if (day.dimensions().user().equals(person.person())) {
                wrong.add("still named in session-day " + day.key());
            }
        }
        for (CellKey cell : cells) {
            CellKey named = new CellKey(
                    cell.day(),
                    cell.project(),
                    person.person(),
                    cell.team(),
                    cell.agent(),
                    cell.model(),
                    cell.lane(),
                    cell.task());
            if (rollups.hasRow(named)) {
                wrong.add("still named in " + named);
            }
        }
    }

    private static void compareCells(PlainFold fold, Map<CellKey, Counters> cells, List<String> wrong) {
        Set<CellKey> keys = new TreeSet<>(fold.cells.keySet());
        keys.addAll(cells.keySet());
        for (CellKey key : keys) {
            compare(
                    "cell " + key,
                    fold.cells.getOrDefault(key, new TreeMap<>()),
                    cells.getOrDefault(key, Counters.NONE),
                    wrong);
        }
    }

    private void compareDays(
            PlainFold fold, Map<SessionDayKey, SessionDay> days, Map<String, UsageEvent> expected, List<String> wrong) {
        Set<SessionDayKey> keys = new TreeSet<>(fold.days.keySet());
        keys.addAll(days.keySet());
        for (SessionDayKey key : keys) {
            PlainFold.Day should = fold.days.get(key);
            SessionDay is = days.get(key);
            if (should == null || is == null) {
                wrong.add((is == null ? "no session-day " : "too much: session-day ") + key);
                continue;
            }
            compare("session-day " + key, should.counters, is.counters(), wrong);
            if (!should.quarters.equals(is.quarters())) {
                wrong.add("session-day " + key + " was active " + is.quarters() + " instead of " + should.quarters);
            }
            Dimensions dimensions = Dimensions.of(Objects.requireNonNull(fold.sessions.get(key.session())));
            if (!is.dimensions().equals(dimensions)) {
                wrong.add("session-day " + key + " is " + is.dimensions() + " instead of " + dimensions);
            }
            // The set of models seen keeps a name that a better source has since corrected.
            Set<String> seen = new TreeSet<>();
            expected.forEach((id, event) -> {
                if (event.session().equals(key.session())) {
                    seen.addAll(models.getOrDefault(id, Set.of()));
                }
            });
            if (!is.models().containsAll(should.models) || !seen.containsAll(is.models())) {
                wrong.add("session-day " + key + " has models " + is.models() + " instead of " + should.models);
            }
        }
    }

    private static void compare(String what, Map<String, BigDecimal> should, Counters is, List<String> wrong) {
        Map<String, BigDecimal> expected = PlainFold.plain(should);
        Map<String, BigDecimal> found = PlainFold.plain(is.values());
        if (!expected.equals(found)) {
            Set<String> names = new TreeSet<>(expected.keySet());
            names.addAll(found.keySet());
            names.removeIf(name -> text(expected.get(name)).equals(text(found.get(name))));
            List<String> each = new ArrayList<>();
            for (String name : names) {
                each.add(name + " " + text(found.get(name)) + " instead of " + text(expected.get(name)));
            }
            wrong.add(what + ": " + String.join(", ", each));
        }
    }

    private static String text(@Nullable BigDecimal value) {
        return value == null ? "0" : value.toPlainString();
    }
}
