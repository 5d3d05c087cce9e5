package io.agentmeter.functions.library.rollups;

import io.agentmeter.functions.library.StoreRefused;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.rollup.SessionDayUpdate;
import io.agentmeter.slice.QuarterName;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The Rollups table in memory, with the same promises; for tests.
public final class InMemoryRollupStore implements RollupStore, RollupRows, EmptyCells {
    private static final Comparator<SliceKey> ORDER =
            Comparator.comparing(SliceKey::quarter).thenComparingInt(SliceKey::page);

    private static final SessionDayUpdate NO_SESSION_DAY = new SessionDayUpdate(
            new Dimensions("", "", "", "", "", "", ""), Counters.NONE, new TreeSet<>(), new TreeMap<>());

    private final Map<String, SessionRow> sessions = new HashMap<>();
    private final Map<SliceKey, Slice> slices = new HashMap<>();
    private final TreeMap<CellKey, Counters> cells = new TreeMap<>();
    private final TreeMap<SessionDayKey, SessionDayUpdate> sessionDays = new TreeMap<>();

    @Override
    public synchronized Map<String, SessionRow> sessions(Collection<String> wanted) {
        Map<String, SessionRow> found = new LinkedHashMap<>();
        for (String session : wanted) {
            found.put(session, sessions.getOrDefault(session, SessionRow.unknown(session)));
        }
        return found;
    }

    @Override
    public synchronized Outcome saveSession(SessionRow row) {
        SessionRow stored = sessions.getOrDefault(row.session(), SessionRow.unknown(row.session()));
        if (stored.version() != row.version()) {
            return Outcome.CONFLICT;
        }
        sessions.put(
                row.session(),
                new SessionRow(row.session(), row.attribution(), row.version() + 1, row.moving(), row.generation()));
        return Outcome.WRITTEN;
    }

    @Override
    public synchronized Map<SliceKey, Slice> slices(Collection<SliceKey> keys) {
        Map<SliceKey, Slice> found = new LinkedHashMap<>();
        for (SliceKey key : keys) {
            found.put(key, slices.getOrDefault(key, Slice.empty(key)));
        }
        return found;
    }

    @Override
    public synchronized List<Slice> slicesOf(String session) {
        return slices.values().stream()
                .filter(slice -> slice.key().session().equals(session))
                .sorted(Comparator.comparing(Slice::key, ORDER))
                .toList();
    }

    @Override
    public synchronized List<Slice> slicesOf(String session, SliceKey from, SliceKey to) {
        return slicesOf(session).stream()
                .filter(slice -> !slice.key().quarter().isBefore(from.quarter())
                        && !slice.key().quarter().isAfter(to.quarter()))
                .toList();
    }

    @Override
    public synchronized Outcome write(RollupTransaction transaction) {
        if (transaction.items() > RollupTransaction.MAX_ITEMS) {
            throw new StoreRefused(
                    "a transaction is too large", new IllegalArgumentException(transaction.items() + " items"));
        }
        for (SliceWrite write : transaction.slices()) {
            Slice stored = slices.getOrDefault(
                    write.before().key(), Slice.empty(write.before().key()));
            if (stored.version() != write.before().version()) {
                return Outcome.CONFLICT;
            }
        }
        for (SliceWrite write : transaction.slices()) {
            slices.put(write.after().key(), write.after().written(write.contribution()));
        }
        transaction.cells().forEach((key, counters) -> cells.merge(key, counters, Counters::plus));
        transaction.sessionDays().forEach((key, update) -> sessionDays.merge(key, update, SessionDayUpdate::merge));
        return Outcome.WRITTEN;
    }

    @Override
    public synchronized SortedMap<CellKey, Counters> cells(LocalDate day, boolean strong) {
        TreeMap<CellKey, Counters> found = new TreeMap<>();
        cells.forEach((key, counters) -> {
            if (key.day().equals(day) && !counters.isEmpty()) {
                found.put(key, counters);
            }
        });
        return found;
    }

    @Override
    public synchronized List<SessionDay> sessionDays(LocalDate day) {
        return sessionDays.entrySet().stream()
                .filter(entry -> entry.getKey().day().equals(day))
                .map(entry -> toSessionDay(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized int remove(LocalDate day, Predicate<CellKey> unwanted) {
        int before = cells.size();
        cells.entrySet()
                .removeIf(cell ->
                        cell.getKey().day().equals(day) && cell.getValue().isEmpty() && unwanted.test(cell.getKey()));
        return before - cells.size();
    }

    /// Whether there is a row for this cell, be it zero or not.
    public synchronized boolean hasRow(CellKey key) {
        return cells.containsKey(key);
    }

    private static SessionDay toSessionDay(SessionDayKey key, SessionDayUpdate sum) {
        Map<String, String> quarters = new TreeMap<>(sum.quarters());
        quarters.keySet().removeIf(name -> !QuarterName.isOne(name));
        return new SessionDay(key, sum.dimensions(), sum.counters(), sum.models(), SessionDay.quarters(quarters));
    }

    @Override
    public synchronized DayRows read(LocalDate day) {
        TreeMap<CellKey, DayRows.CellRows> rows = new TreeMap<>();
        cells(day, true).forEach((key, counters) -> rows.put(key, new DayRows.CellRows(counters, counters)));
        TreeMap<SessionDayKey, DayRows.SessionDayRow> sessionRows = new TreeMap<>();
        sessionDays.forEach((key, sum) -> {
            if (key.day().equals(day)) {
                sessionRows.put(key, new DayRows.SessionDayRow(toSessionDay(key, sum), sum.quarters()));
            }
        });
        return new DayRows(day, rows, sessionRows);
    }

    @Override
    public synchronized Outcome correct(CellKey cell, Counters asRead, Counters correction) {
        Counters stored = cells.getOrDefault(cell, Counters.NONE);
        if (!same(stored, asRead, correction)) {
            return Outcome.CONFLICT;
        }
        cells.put(cell, stored.plus(correction));
        return Outcome.WRITTEN;
    }

    @Override
    public synchronized Outcome correct(SessionDayKey sessionDay, Counters asRead, Counters correction) {
        SessionDayUpdate stored = sessionDays.getOrDefault(sessionDay, NO_SESSION_DAY);
        if (!same(stored.counters(), asRead, correction)) {
            return Outcome.CONFLICT;
        }
        sessionDays.put(
                sessionDay,
                new SessionDayUpdate(
                        stored.dimensions(), stored.counters().plus(correction), stored.models(), stored.quarters()));
        return Outcome.WRITTEN;
    }

    private static boolean same(Counters stored, Counters asRead, Counters named) {
        return named.values().keySet().stream()
                .allMatch(name -> stored.values()
                                .getOrDefault(name, BigDecimal.ZERO)
                                .compareTo(asRead.values().getOrDefault(name, BigDecimal.ZERO))
                        == 0);
    }

    @Override
    public synchronized Outcome removeQuarters(
            SessionDayKey sessionDay, Map<String, String> quarters, List<SliceKey> none) {
        SessionDayUpdate stored = sessionDays.getOrDefault(sessionDay, NO_SESSION_DAY);
        if (!stored.quarters().entrySet().containsAll(quarters.entrySet())
                || none.stream().anyMatch(slices::containsKey)) {
            return Outcome.CONFLICT;
        }
        TreeMap<String, String> kept = new TreeMap<>(stored.quarters());
        kept.keySet().removeAll(quarters.keySet());
        sessionDays.put(
                sessionDay, new SessionDayUpdate(stored.dimensions(), stored.counters(), stored.models(), kept));
        return Outcome.WRITTEN;
    }

    @Override
    public synchronized Outcome remove(
            SessionDayKey sessionDay, Map<String, String> quarters, List<SliceKey> none, Set<String> allQuarters) {
        SessionDayUpdate stored = sessionDays.getOrDefault(sessionDay, NO_SESSION_DAY);
        if (!stored.quarters().equals(quarters) || none.stream().anyMatch(slices::containsKey)) {
            return Outcome.CONFLICT;
        }
        sessionDays.remove(sessionDay);
        return Outcome.WRITTEN;
    }

    /// Loses rows, as damage does: what they held is gone and nothing else knows.
    public synchronized void lose(SliceKey slice) {
        slices.remove(slice);
    }

    public synchronized void lose(SessionDayKey sessionDay) {
        sessionDays.remove(sessionDay);
    }

    public synchronized void lose(CellKey cell) {
        cells.remove(cell);
    }

    public synchronized void lose(String session) {
        sessions.remove(session);
    }
}
