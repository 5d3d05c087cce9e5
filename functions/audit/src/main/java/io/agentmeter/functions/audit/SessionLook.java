package io.agentmeter.functions.audit;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.audit.Difference;
import io.agentmeter.audit.Difference.Kind;
import io.agentmeter.audit.Differences;
import io.agentmeter.audit.EventIndex;
import io.agentmeter.audit.SessionDayFold;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.rollups.DayRows;
import io.agentmeter.functions.library.rollups.DayRows.SessionDayRow;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.QuarterActivity;
import io.agentmeter.slice.QuarterName;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks at one session's day.
final class SessionLook {
    private static final String NO_ACTIVITY = QuarterActivity.NONE.text();

    private final AuditParts parts;
    private final EventIndex index;
    private final DayRows rows;
    private final OrganisationCalendar calendar;

    SessionLook(AuditParts parts, EventIndex index, DayRows rows) {
        this.parts = parts;
        this.index = index;
        this.rows = rows;
        this.calendar = parts.calendar();
    }

    SessionFindings at(String session) {
        LocalDate day = rows.day();
        SessionDayKey key = new SessionDayKey(day, session);
        SessionRow row = parts.rollups().sessions(List.of(session)).getOrDefault(session, SessionRow.unknown(session));
        Instant start = calendar.startOf(day);
        Instant end = calendar.startOf(day.plusDays(1)).minus(OrganisationCalendar.QUARTER);
        List<Slice> slices =
                parts.rollups().slicesOf(session, new SliceKey(session, start, 0), new SliceKey(session, end, 0));
        SessionDayFold fold = new SessionDayFold(calendar, parts.pricer(), key, row.dimensions(), slices, index);
        List<UsageEvent> uncounted = fold.open().isEmpty()
                ? List.of()
                : fold.uncounted(parts.events().find(fold.open()));
        Contribution expected = fold.expected(uncounted);
        Contribution recorded = fold.recorded();

        Differences differences = new Differences();
        for (UsageEvent event : uncounted) {
            Kind kind = fold.isNew(event) ? Kind.EVENT_UNCOUNTED : Kind.EVENT_OUTDATED;
            differences.add(Difference.of(kind, event.id().key(), "session", session, ""));
        }
        List<Slice> wrong = fold.wronglyRecorded();
        wrong.forEach(slice -> differences.add(
                Difference.of(Kind.SLICE, session + " " + slice.key().text())));
        // A row that is behind its slices has lost its own past; nobody may write under it.
        boolean relearn = hasForgotten(row) || slices.stream().anyMatch(slice -> slice.generation() > row.generation());
        if (relearn || (row.moving() && !slices.isEmpty())) {
            differences.add(Difference.of(Kind.SESSION, session));
        }
        SessionDayRow stored = rows.sessions().get(key);
        Counters storedCounters = stored == null ? Counters.NONE : stored.row().counters();
        TreeMap<String, Difference.Values> values =
                new TreeMap<>(Difference.between(expected.sessionDay(), storedCounters));
        boolean badRow = compareRow(fold, slices, row.dimensions(), stored, values);
        if (!values.isEmpty()) {
            differences.add(new Difference(Kind.SESSION_DAY, key.text(), values));
        }
        return new SessionFindings(
                key,
                differences,
                expected,
                recorded,
                storedCounters.minus(recorded.sessionDay()),
                !wrong.isEmpty() || badRow || (row.moving() && !slices.isEmpty()),
                relearn,
                orphan(key, slices, stored),
                uncounted,
                fold.counted(),
                fold.withoutEvent(),
                fold.oldestWithoutEvent(),
                versions(row, slices));
    }

    /// Whether the row says less of the session than its events do. Who it is may have been replaced by a
    /// pseudonym, which events and row get one after the other, but a row without anybody has forgotten.
    private boolean hasForgotten(SessionRow row) {
        Attribution said = index.said(row.session());
        Attribution compared = row.attribution().user().isPresent() ? said.withUser(Claim.NONE) : said;
        return !row.attribution().merge(compared).equals(row.attribution());
    }

    /// Compares everything but counters: names, models, quarter-hours.
    ///
    /// @return whether writing the slices again would mend something
    private boolean compareRow(
            SessionDayFold fold,
            List<Slice> slices,
            Dimensions whose,
            @Nullable SessionDayRow stored,
            Map<String, Difference.Values> values) {
        SortedMap<String, String> quarters = active(fold.quarters());
        SortedMap<String, String> storedQuarters = stored == null ? new TreeMap<>() : active(stored.quarters());
        boolean mendable = false;
        for (Map.Entry<String, String> quarter : quarters.entrySet()) {
            String is = storedQuarters.getOrDefault(quarter.getKey(), "");
            if (is.isEmpty() || !QuarterActivity.parse(quarter.getValue()).isSaidBy(is)) {
                values.put(quarter.getKey(), new Difference.Values(quarter.getValue(), is));
                mendable = true;
            }
        }
        storedQuarters.forEach((name, text) -> {
            if (!quarters.containsKey(name)) {
                values.put(name, new Difference.Values("", text));
            }
        });
        if (stored == null || slices.isEmpty()) {
            return mendable;
        }
        if (!stored.row().models().containsAll(fold.models())) {
            values.put(
                    "models",
                    new Difference.Values(
                            fold.models().toString(), stored.row().models().toString()));
            mendable = true;
        }
        if (!stored.row().dimensions().equals(whose)) {
            values.put("names", new Difference.Values("as its session's", "others"));
            mendable = true;
        }
        return mendable;
    }

    private static SortedMap<String, String> active(SortedMap<String, String> quarters) {
        TreeMap<String, String> active = new TreeMap<>(quarters);
        active.values().removeIf(NO_ACTIVITY::equals);
        return active;
    }

    private Optional<DayFindings.Orphan> orphan(SessionDayKey key, List<Slice> slices, @Nullable SessionDayRow stored) {
        if (stored == null) {
            return Optional.empty();
        }
        TreeMap<String, String> quarters = new TreeMap<>(stored.quarters());
        for (Slice slice : slices) {
            quarters.remove(new QuarterName(
                            calendar.quarterIndex(slice.key().quarter()),
                            slice.key().page())
                    .text());
        }
        boolean hasContent =
                !stored.row().counters().isEmpty() || !active(stored.quarters()).isEmpty();
        boolean wholeRow = slices.isEmpty() && hasContent;
        if (quarters.isEmpty() && !wholeRow) {
            return Optional.empty();
        }
        List<SliceKey> absent = new ArrayList<>();
        Instant start = calendar.startOf(key.day());
        for (String name : quarters.keySet()) {
            QuarterName quarter = QuarterName.parse(name);
            absent.add(new SliceKey(
                    key.session(),
                    start.plus(OrganisationCalendar.QUARTER.multipliedBy(quarter.index())),
                    quarter.page()));
        }
        return Optional.of(new DayFindings.Orphan(key, quarters, absent, wholeRow));
    }

    private static List<Object> versions(SessionRow row, List<Slice> slices) {
        List<Object> versions = new ArrayList<>();
        versions.add(List.of(row.session(), row.version()));
        slices.forEach(slice -> versions.add(List.of(slice.key(), slice.version())));
        return versions;
    }
}
