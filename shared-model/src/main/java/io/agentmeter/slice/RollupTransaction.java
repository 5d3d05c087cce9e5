package io.agentmeter.slice;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.rollup.SessionDayUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Slices and the rollup changes that follow from them, to be written all together or not at all.
///
/// @param slices each on condition of the version it was read at
/// @param cells what is added to each cell
/// @param sessionDays what is added to and set in each session's day
public record RollupTransaction(
        List<SliceWrite> slices,
        SortedMap<CellKey, Counters> cells,
        SortedMap<SessionDayKey, SessionDayUpdate> sessionDays) {
    /// Items in one DynamoDB transaction.
    public static final int MAX_ITEMS = 100;

    /// Entries in one transaction, about 100 packed bytes each: a transaction may have 4 MB.
    public static final int MAX_ENTRIES = 20_000;

    /// Cells that one slice may change in one transaction, which leaves room for the slice and its session-day.
    static final int MAX_CELLS = MAX_ITEMS - 10;

    /// Packs slices into as few transactions as fit, to be written in this order. A slice that changes very many
    /// cells takes several transactions.
    public static List<RollupTransaction> pack(List<SliceWrite> writes, OrganisationCalendar calendar) {
        List<RollupTransaction> packed = new ArrayList<>();
        List<SliceWrite> open = new ArrayList<>();
        List<SliceWrite> steps = writes.stream()
                .flatMap(write -> write.steps(MAX_CELLS).stream())
                .toList();
        for (SliceWrite write : steps) {
            boolean sameSlice = !open.isEmpty()
                    && open.getLast().after().key().equals(write.after().key());
            open.add(write);
            if (open.size() > 1 && (sameSlice || of(open, calendar).isTooLarge())) {
                open.removeLast();
                packed.add(of(open, calendar));
                open = new ArrayList<>(List.of(write));
            }
        }
        if (!open.isEmpty()) {
            packed.add(of(open, calendar));
        }
        return packed;
    }

    public static RollupTransaction of(List<SliceWrite> writes, OrganisationCalendar calendar) {
        TreeMap<CellKey, Counters> cells = new TreeMap<>();
        TreeMap<SessionDayKey, SessionDayUpdate> days = new TreeMap<>();
        for (SliceWrite write : writes) {
            Contribution difference = write.difference();
            difference.cells().forEach((key, counters) -> cells.merge(key, counters, Counters::plus));
            SliceKey slice = write.after().key();
            SessionDayKey day = new SessionDayKey(calendar.dayOf(slice.quarter()), slice.session());
            SessionDayUpdate update = SessionDayUpdate.of(
                    write.dimensions(),
                    difference.sessionDay(),
                    write.after().models(),
                    QuarterName.of(calendar.quarterIndex(slice.quarter()), slice.page()),
                    write.after().activity().text());
            days.merge(day, update, SessionDayUpdate::merge);
        }
        cells.values().removeIf(Counters::isEmpty);
        return new RollupTransaction(List.copyOf(writes), cells, days);
    }

    private boolean isTooLarge() {
        int entries = slices.stream()
                .mapToInt(write -> write.after().entries().size())
                .sum();
        return items() > MAX_ITEMS || entries > MAX_ENTRIES;
    }

    public int items() {
        return slices.size() + cells.size() + sessionDays.size();
    }
}
