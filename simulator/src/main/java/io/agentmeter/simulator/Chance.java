package io.agentmeter.simulator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// All chance of one run. The schedule and the faults draw from separate sources, so that leaving a fault out changes
/// less of the rest.
final class Chance {
    private final RandomGenerator schedule;
    private final RandomGenerator faults;
    private final FaultPlan plan;
    private int drawn;

    Chance(long seed, FaultPlan plan) {
        SplittableRandom root = new SplittableRandom(seed);
        this.schedule = root.split();
        this.faults = root.split();
        this.plan = plan;
    }

    /// Whether this fault happens here and now.
    boolean strikes(Happening fault) {
        if (!plan.allows(fault) || drawn >= plan.most() || faults.nextInt(1000) >= plan.perMille(fault)) {
            return false;
        }
        return !plan.suppressed().contains(drawn++);
    }

    /// Faults drawn so far, suppressed ones included.
    int drawn() {
        return drawn;
    }

    boolean oneIn(int count) {
        return schedule.nextInt(count) == 0;
    }

    int below(int bound) {
        return schedule.nextInt(bound);
    }

    <T> T oneOf(List<T> values) {
        return values.get(schedule.nextInt(values.size()));
    }
}
