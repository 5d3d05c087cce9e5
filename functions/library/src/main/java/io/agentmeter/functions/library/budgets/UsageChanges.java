package io.agentmeter.functions.library.budgets;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import java.util.Set;
import java.util.TreeSet;

/// What changed in a batch, as far as spend goes.
///
/// @param cells whose usage changed
/// @param sessions whose usage or names changed
/// @param risen those of the cells whose spend rose as it happened, so that it may alert
/// @param risenSessions likewise
public record UsageChanges(
        Set<CellKey> cells, Set<SessionChange> sessions, Set<CellKey> risen, Set<SessionDayKey> risenSessions) {
    /// @param before the names that the session's day had; the names after are read again
    /// @param after the names that it has
    public record SessionChange(SessionDayKey key, Dimensions before, Dimensions after) {}

    public UsageChanges {
        cells = Set.copyOf(cells);
        sessions = Set.copyOf(sessions);
        risen = Set.copyOf(risen);
        risenSessions = Set.copyOf(risenSessions);
    }

    public boolean isEmpty() {
        return cells.isEmpty() && sessions.isEmpty();
    }

    /// Changes of cells only, all of which may alert.
    public static UsageChanges ofCells(Set<CellKey> cells) {
        return new UsageChanges(new TreeSet<>(cells), Set.of(), cells, Set.of());
    }
}
