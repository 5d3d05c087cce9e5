package io.agentmeter.collector.backfill;

import java.util.ArrayList;
import java.util.List;

/// Requests in 80 bytes each, found by a hash of 128 bits of their ids: a million of them fit where their objects would
/// need a gigabyte. That two ids share a hash is as likely as that the machine errs.
final class RequestTable {
    /// Counts of a request: fresh input, cache read, cache write, output, cache write for an hour, web searches.
    static final int COUNTS = 6;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int TIME = 2;
    private static final int OWNER = 3; // words and session
    private static final int FIRST_COUNT = 4;
    private static final int ROW = FIRST_COUNT + COUNTS;
    private static final int ROWS_OF_BLOCK = 1 << 12;

    private final List<long[]> blocks = new ArrayList<>();
    private int[] slots = new int[1 << 12]; // row + 1, 0 where free
    private int rows;

    int size() {
        return rows;
    }

    /// The row of an id, or `-1 - row` of a new one, whose numbers are all zero.
    int rowOf(String id) {
        long high = hash(id, 0x9e3779b97f4a7c15L, 0xff51afd7ed558ccdL);
        long low = hash(id, 0xc2b2ae3d27d4eb4fL, 0x87c37b91114253d5L);
        int mask = slots.length - 1;
        int slot = (int) low & mask;
        while (slots[slot] != 0) {
            int row = slots[slot] - 1;
            if (get(row, LOW) == low && get(row, HIGH) == high) {
                return row;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = rows + 1;
        return -1 - added(high, low);
    }

    private int added(long high, long low) {
        if (rows == blocks.size() * ROWS_OF_BLOCK) {
            blocks.add(new long[ROWS_OF_BLOCK * ROW]);
        }
        int row = rows++;
        set(row, HIGH, high);
        set(row, LOW, low);
        if (rows > slots.length / 2) {
            grow();
        }
        return row;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int row = 0; row < rows; row++) {
            int slot = (int) get(row, LOW) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = row + 1;
        }
    }

    long time(int row) {
        return get(row, TIME);
    }

    int words(int row) {
        return (int) (get(row, OWNER) >>> Integer.SIZE);
    }

    int session(int row) {
        return (int) get(row, OWNER);
    }

    void own(int row, long time, int words, int session) {
        set(row, TIME, time);
        set(row, OWNER, (long) words << Integer.SIZE | session);
    }

    long count(int row, int which) {
        return get(row, FIRST_COUNT + which);
    }

    /// Counts only grow.
    void raise(int row, int which, long count) {
        if (count > count(row, which)) {
            set(row, FIRST_COUNT + which, count);
        }
    }

    private long get(int row, int column) {
        return blocks.get(row / ROWS_OF_BLOCK)[row % ROWS_OF_BLOCK * ROW + column];
    }

    private void set(int row, int column, long value) {
        blocks.get(row / ROWS_OF_BLOCK)[row % ROWS_OF_BLOCK * ROW + column] = value;
    }

    /// Multiplies each character in, then mixes all bits (as MurmurHash3 ends).
    private static long hash(String id, long seed, long factor) {
        long hash = seed ^ id.length();
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * factor;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
