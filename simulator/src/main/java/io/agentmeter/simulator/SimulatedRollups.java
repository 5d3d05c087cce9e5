package io.agentmeter.simulator;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.EmptyCells;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/// The Rollups table as DynamoDB would behave: each item is read at its own moment; a transaction takes its items, is
/// in flight while others run, and then commits or is cancelled, also when its caller is gone by then.
final class SimulatedRollups implements RollupStore, EmptyCells {
    private final InMemoryRollupStore table = new InMemoryRollupStore();
    private final Calls calls;
    private final InFlight<RollupTransaction> inFlight;

    SimulatedRollups(Calls calls) {
        this.calls = calls;
        this.inFlight = new InFlight<>(calls);
    }

    /// What is stored now, without faults.
    InMemoryRollupStore table() {
        return table;
    }

    boolean hasOrphans() {
        return inFlight.hasOrphans();
    }

    /// Ends a transaction whose caller died while it was in flight.
    Happening endOrphan(boolean committed) {
        RollupTransaction orphan = inFlight.endOrphan();
        if (committed) {
            table.write(orphan);
        }
        return committed ? Happening.ORPHAN_COMMITTED : Happening.ORPHAN_CANCELLED;
    }

    @Override
    public Map<String, SessionRow> sessions(Collection<String> sessions) {
        before("read sessions");
        Map<String, SessionRow> found = new LinkedHashMap<>();
        for (String session : sessions) {
            found.putAll(table.sessions(List.of(session)));
            calls.between();
        }
        calls.read("read sessions");
        return found;
    }

    @Override
    public Outcome saveSession(SessionRow row) {
        before("save session");
        Outcome outcome = table.saveSession(row);
        if (outcome == Outcome.CONFLICT) {
            calls.note(Happening.VERSION_CONFLICT, "session " + row.session());
        } else {
            if (row.moving()) {
                calls.note(Happening.SESSION_MOVED, row.session());
            }
            calls.changed("saved session " + row.session());
        }
        after("save session");
        return outcome;
    }

    @Override
    public Map<SliceKey, Slice> slices(Collection<SliceKey> keys) {
        before("read slices");
        Map<SliceKey, Slice> found = new LinkedHashMap<>();
        for (SliceKey key : keys) {
            found.putAll(table.slices(List.of(key)));
            calls.between();
        }
        calls.read("read slices");
        return found;
    }

    @Override
    public List<Slice> slicesOf(String session) {
        before("query slices");
        List<Slice> found = inParts(table.slicesOf(session));
        calls.read("query slices");
        return found;
    }

    @Override
    public List<Slice> slicesOf(String session, SliceKey from, SliceKey to) {
        before("query slices");
        List<Slice> found = inParts(table.slicesOf(session, from, to));
        calls.read("query slices");
        return found;
    }

    /// A query is no snapshot: what it has passed may be old when it ends, what it has not passed may be new.
    private List<Slice> inParts(List<Slice> seen) {
        List<Slice> found = new ArrayList<>();
        for (Slice slice : seen) {
            found.addAll(table.slices(List.of(slice.key())).values());
            calls.between();
        }
        return found;
    }

    @Override
    public Outcome write(RollupTransaction transaction) {
        before("write slices");
        List<Object> items = items(transaction);
        if (items.stream().anyMatch(inFlight::has)) {
            calls.note(Happening.TRANSACTION_CONFLICT, text(transaction));
            return Outcome.CONFLICT;
        }
        if (isStale(transaction)) {
            calls.note(Happening.VERSION_CONFLICT, text(transaction));
            return Outcome.CONFLICT;
        }
        inFlight.hold("write slices", transaction, items);
        Outcome outcome = table.write(transaction);
        calls.changed("wrote " + text(transaction));
        after("write slices");
        return outcome;
    }

    private boolean isStale(RollupTransaction transaction) {
        for (SliceWrite write : transaction.slices()) {
            Map<SliceKey, Slice> stored = table.slices(List.of(write.before().key()));
            if (stored.values().iterator().next().version() != write.before().version()) {
                return true;
            }
        }
        return false;
    }

    /// A cell that is taken is written on another suffix of its row, so cells never stand in each other's way.
    private static List<Object> items(RollupTransaction transaction) {
        List<Object> items = new ArrayList<>();
        transaction.slices().forEach(write -> items.add(write.after().key()));
        for (SessionDayKey day : transaction.sessionDays().keySet()) {
            items.add(day);
        }
        return items;
    }

    static String text(RollupTransaction transaction) {
        List<String> slices = new ArrayList<>();
        for (SliceWrite write : transaction.slices()) {
            SliceKey key = write.after().key();
            slices.add(key.session() + " " + key.quarter() + " v"
                    + write.before().version() + "→" + (write.before().version() + 1) + " ("
                    + write.after().entries().size() + ")");
        }
        return slices + ", " + transaction.cells().size() + " cells";
    }

    private void before(String call) {
        if (calls.refuses(call)) {
            throw new StoreUnavailable("throttled", new IllegalStateException(call));
        }
    }

    private void after(String call) {
        if (calls.losesAnswer(call)) {
            throw new StoreUnavailable("no answer", new IllegalStateException(call));
        }
    }

    @Override
    public int remove(LocalDate day, Predicate<CellKey> unwanted) {
        before("remove empty cells");
        int removed = table.remove(day, unwanted);
        after("remove empty cells");
        return removed;
    }

    @Override
    public SortedMap<CellKey, Counters> cells(LocalDate day, boolean strong) {
        before("query cells");
        SortedMap<CellKey, Counters> found = table.cells(day, strong);
        calls.read("query cells");
        return found;
    }

    @Override
    public List<SessionDay> sessionDays(LocalDate day) {
        before("query session-days");
        List<SessionDay> found = table.sessionDays(day);
        calls.read("query session-days");
        return found;
    }
}
