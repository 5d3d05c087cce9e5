package io.agentmeter.activity;

import java.util.BitSet;
import java.util.stream.IntStream;

/// The minutes of one day in which something was active, counted from the day's first minute. A day with a clock change
/// has 1,380 or 1,500 of them.
public final class DayMinutes {
    public static final DayMinutes NONE = new DayMinutes(new BitSet());

    private final BitSet bits;

    private DayMinutes(BitSet bits) {
        this.bits = bits;
    }

    public static DayMinutes of(int... minutes) {
        BitSet bits = new BitSet();
        IntStream.of(minutes).forEach(bits::set);
        return new DayMinutes(bits);
    }

    /// These minutes and the 15 of one quarter-hour.
    ///
    /// @param quarter index of the quarter-hour in the day
    /// @param mask lowest bit is the first minute
    public DayMinutes withQuarter(int quarter, int mask) {
        BitSet copy = (BitSet) bits.clone();
        for (int minute = 0; minute < 15; minute++) {
            if ((mask >> minute & 1) == 1) {
                copy.set(quarter * 15 + minute);
            }
        }
        return new DayMinutes(copy);
    }

    public DayMinutes or(DayMinutes other) {
        BitSet copy = (BitSet) bits.clone();
        copy.or(other.bits);
        return new DayMinutes(copy);
    }

    /// The same with every idle gap of at most `gapMinutes` between two active minutes filled. Gaps are filled when
    /// read, not when stored, so the setting may change at any time.
    public DayMinutes filled(int gapMinutes) {
        BitSet copy = (BitSet) bits.clone();
        int previous = bits.nextSetBit(0);
        while (previous >= 0) {
            int next = bits.nextSetBit(previous + 1);
            if (next > 0 && next - previous - 1 <= gapMinutes) {
                copy.set(previous, next);
            }
            previous = next;
        }
        return new DayMinutes(copy);
    }

    public boolean contains(int minute) {
        return bits.get(minute);
    }

    public IntStream stream() {
        return bits.stream();
    }

    public int count() {
        return bits.cardinality();
    }

    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /// Minutes from the first to the last active one, both included; 0 if there are none.
    public int span() {
        return bits.isEmpty() ? 0 : bits.length() - bits.nextSetBit(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayMinutes same && same.bits.equals(bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return bits.toString();
    }
}
