package io.agentmeter.simulator;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/// Which faults a run may have.
///
/// @param kinds the faults that may be drawn
/// @param perMille how often a fault strikes where it could, in a thousand
/// @param most after so many faults the world is well behaved, so that every run comes to rest
/// @param suppressed faults, by the order in which they are drawn, that are left out: how a failing run is made small
record FaultPlan(Set<Happening> kinds, int perMille, int most, Set<Integer> suppressed) {
    static final FaultPlan NONE = new FaultPlan(Set.of(), 0, 0, Set.of());

    FaultPlan {
        kinds = Set.copyOf(kinds);
        suppressed = Set.copyOf(suppressed);
    }

    boolean allows(Happening fault) {
        return kinds.contains(fault);
    }

    /// Rare things stay rare however faulty the world is.
    int perMille(Happening fault) {
        return switch (fault) {
            case SHARD_SPLIT, SHARD_ROLLED_OVER, POLLER_RESTARTED, OLD_BATCH_REDELIVERED -> Math.max(4, perMille / 4);
            default -> perMille;
        };
    }

    FaultPlan without(Happening kind) {
        EnumSet<Happening> fewer = EnumSet.noneOf(Happening.class);
        fewer.addAll(kinds);
        fewer.remove(kind);
        return new FaultPlan(fewer, perMille, most, suppressed);
    }

    FaultPlan atMost(int fewer) {
        return new FaultPlan(kinds, perMille, fewer, suppressed);
    }

    FaultPlan suppressing(int ordinal) {
        TreeSet<Integer> more = new TreeSet<>(suppressed);
        more.add(ordinal);
        return new FaultPlan(kinds, perMille, most, more);
    }
}
