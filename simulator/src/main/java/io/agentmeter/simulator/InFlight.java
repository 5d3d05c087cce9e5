package io.agentmeter.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Transactions that are neither committed nor cancelled, and the items they have taken.
///
/// @param <T> a transaction
final class InFlight<T> {
    private record Orphan<T>(T transaction, Set<Object> items) {}

    private final Calls calls;
    private final Set<Object> taken = new HashSet<>();
    private final List<Orphan<T>> orphans = new ArrayList<>();

    InFlight(Calls calls) {
        this.calls = calls;
    }

    boolean has(Object item) {
        return taken.contains(item);
    }

    /// Keeps the items while others run. Returns when the transaction is to be committed; if its caller dies
    /// before, it goes on without it.
    void hold(String call, T transaction, Collection<?> items) {
        Set<Object> own = new HashSet<>(items);
        taken.addAll(own);
        boolean dies = false;
        try {
            dies = calls.diesInFlight(call);
        } finally {
            if (!dies) {
                taken.removeAll(own);
            }
        }
        if (dies) {
            orphans.add(new Orphan<>(transaction, own));
            throw new Died();
        }
    }

    boolean hasOrphans() {
        return !orphans.isEmpty();
    }

    /// Takes out a transaction whose caller is dead.
    T endOrphan() {
        Orphan<T> orphan = orphans.removeFirst();
        taken.removeAll(orphan.items());
        return orphan.transaction();
    }
}
