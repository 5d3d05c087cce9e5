package io.agentmeter.functions.aggregate;

import io.agentmeter.event.Erased;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.PersonRows;
import io.agentmeter.functions.library.events.EventReplacement;
import io.agentmeter.functions.library.events.EventScan;
import io.agentmeter.functions.library.rollups.EmptyCells;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.functions.library.rollups.RollupStore.Outcome;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceWrite;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Forgets a person: their name is replaced by a pseudonym in sessions, slices, rollups and raw events, as differences,
/// so that every total stays what it was, and in budgets, plans and what is noted about them. May run any number of
/// times, at the same time as everything else, and may die
/// anywhere. Reports that arrive afterwards may say the name again in other words, so an order is carried out once more
/// when the collectors and the stream have forgotten (`docs/decisions/0007-erasing-a-person.md`).
public final class Erasure {
    private static final int ROUNDS = 20;

    /// What was changed.
    ///
    /// @param rows of what is kept beside the usage: budgets, plans, changes
    public record Result(int slices, int events, int emptyCells, int rows) {
        public static final Result NOTHING = new Result(0, 0, 0, 0);
    }

    private final EventScan scan;
    private final EventReplacement events;
    private final RollupStore rollups;
    private final EmptyCells emptyCells;
    private final PersonRows rows;
    private final Folding folding;
    private final Moving moving;

    public Erasure(
            EventScan scan,
            EventReplacement events,
            RollupStore rollups,
            EmptyCells emptyCells,
            PersonRows rows,
            Folding folding) {
        this.scan = scan;
        this.events = events;
        this.rollups = rollups;
        this.emptyCells = emptyCells;
        this.rows = rows;
        this.folding = folding;
        this.moving = new Moving(rollups, folding);
    }

    /// Forgets the person on these days, both included.
    ///
    /// @throws StoreUnavailable if a store failed or other writers were always faster; repeating is safe
    public Result erase(Erased erased, LocalDate from, LocalDate to) {
        // A session in which anybody named the person is theirs, whoever it belongs to by now: that does not depend on
        // the order in which reports came.
        Set<String> own = new TreeSet<>(
                keysOf(event -> erased.isAbout(event.envelope().attribution()) ? event.session() : "", from, to));
        Set<String> candidates = new TreeSet<>(own);
        candidates.addAll(sessionsOf(erased, from, to));
        int slices = 0;
        for (String session : candidates) {
            slices += eraseSession(session, erased, own);
        }
        // Last, because it is the events that tell which sessions there are if this has to be repeated.
        UnaryOperator<UsageEvent> change =
                event -> own.contains(event.session()) ? erased.fromOwn(event) : erased.from(event);
        int replaced = 0;
        for (String key :
                keysOf(event -> change.apply(event) != event ? event.id().key() : "", from, to)) {
            replaced += events.replace(key, change) ? 1 : 0;
        }
        int removed = 0;
        for (LocalDate day : from.datesUntil(to.plusDays(1)).toList()) {
            removed += emptyCells.remove(day, cell -> cell.user().equals(erased.person()));
        }
        // After the cells: budgets are added up anew from them, under the pseudonym.
        return new Result(slices, replaced, removed, rows.forget(erased));
    }

    /// Sessions that may know the person by the rollups: those that are theirs, and all of a day that has a cell of
    /// theirs.
    private Set<String> sessionsOf(Erased erased, LocalDate from, LocalDate to) {
        Set<String> found = new TreeSet<>();
        for (LocalDate day : from.datesUntil(to.plusDays(1)).toList()) {
            boolean hasCell = rollups.cells(day, true).keySet().stream()
                    .anyMatch(cell -> cell.user().equals(erased.person()));
            for (SessionDay session : rollups.sessionDays(day)) {
                String user = session.dimensions().user();
                if (hasCell || user.equals(erased.person()) || user.equals(erased.pseudonym())) {
                    found.add(session.key().session());
                }
            }
        }
        return found;
    }

    /// What the function makes of every event of these days, without empty texts.
    private Set<String> keysOf(Function<UsageEvent, String> key, LocalDate from, LocalDate to) {
        Set<String> keys = new ConcurrentSkipListSet<>();
        Instant begin = folding.calendar().startOf(from);
        Instant end = folding.calendar().startOf(to.plusDays(1));
        scan.scan(begin, end, EventScan.Consistency.STRONG, event -> {
            String found = key.apply(event);
            if (!found.isEmpty()) {
                keys.add(found);
            }
        });
        return keys;
    }

    /// @param own sessions of the person; gets this one if its row says so
    /// @return how many slices changed
    private int eraseSession(String session, Erased erased, Set<String> own) {
        for (int round = 0; round < ROUNDS; round++) {
            SessionRow row = rollups.sessions(List.of(session)).getOrDefault(session, SessionRow.unknown(session));
            if (erased.isAbout(row.attribution())) {
                own.add(session);
            }
            SessionRow without = own.contains(session) ? row.without(erased) : row;
            if (without != row && rollups.saveSession(without) == Outcome.CONFLICT) {
                continue;
            }
            OptionalInt written = eraseSlices(without, erased);
            if (written.isPresent()) {
                moving.settleIfMoved(without.settled());
                return written.getAsInt();
            }
        }
        throw new StoreUnavailable("session is contended", new IllegalStateException("not erased: " + session));
    }

    /// @return how many were written; nothing if somebody else wrote meanwhile
    private OptionalInt eraseSlices(SessionRow row, Erased erased) {
        List<SliceWrite> needed = new ArrayList<>();
        for (Slice slice : rollups.slicesOf(row.session())) {
            SliceWrite write = folding.write(slice, slice.without(erased), row);
            if (write.isOutdated()) {
                return OptionalInt.empty();
            }
            if (write.isNeeded()) {
                needed.add(write);
            }
        }
        for (RollupTransaction transaction : RollupTransaction.pack(needed, folding.calendar())) {
            if (rollups.write(transaction) == Outcome.CONFLICT) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(needed.size());
    }
}
