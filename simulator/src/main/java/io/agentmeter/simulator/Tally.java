package io.agentmeter.simulator;

/// How often each thing happened.
final class Tally {
    private final long[] counts = new long[Happening.values().length];

    void count(Happening happening) {
        counts[happening.ordinal()]++;
    }

    void count(Happening happening, int times) {
        counts[happening.ordinal()] += times;
    }

    void add(Tally other) {
        for (int index = 0; index < counts.length; index++) {
            counts[index] += other.counts[index];
        }
    }

    long of(Happening happening) {
        return counts[happening.ordinal()];
    }
}
