package io.agentmeter.collector.backfill;

import io.agentmeter.format.claudecode.transcript.WordSearch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    private static final long HASH = 0xffffffffL << Integer.SIZE;

    private long[][] blocks = new long[16][];
    /// Row + 1, 0 where free, below as many bits of its hash: a row that is not meant is seldom looked at.
    private long[] slots = new long[1 << 12];

    private int rows;

    int size() {
        return rows;
    }

    /// The row of an id, or `-1 - row` of a new one, whose numbers are all zero.
    int rowOf(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        long high = 0x9e3779b97f4a7c15L ^ bytes.length;
        long low = 0xc2b2ae3d27d4eb4fL;
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            long word = WordSearch.word(bytes, at);
            high = mixed(high ^ word);
            low = (low ^ word) * 0x87c37b91114253d5L;
            low ^= low >>> 31;
        }
        for (; at < bytes.length; at++) {
            high = (high ^ bytes[at]) * 0xff51afd7ed558ccdL;
            high ^= high >>> 29;
            low = (low ^ bytes[at]) * 0x87c37b91114253d5L;
            low ^= low >>> 31;
        }
        return rowOf(mixed(high), mixed(low));
    }

    private int rowOf(long high, long low) {
        long[] all = slots;
        int mask = all.length - 1;
        long tag = high & HASH;
        int slot = (int) low & mask;
        for (long found = all[slot]; found != 0; found = all[slot]) {
            int row = (int) found - 1;
            if ((found & HASH) == tag && get(row, LOW) == low && get(row, HIGH) == high) {
                return row;
            }
            slot = slot + 1 & mask;
        }
        all[slot] = tag | rows + 1;
        return -1 - added(high, low);
    }

    private int added(long high, long low) {
        int block = rows / ROWS_OF_BLOCK;
        if (rows % ROWS_OF_BLOCK == 0) {
            if (block == blocks.length) {
                blocks = Arrays.copyOf(blocks, block * 2);
            }
            blocks[block] = new long[ROWS_OF_BLOCK * ROW];
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
        long[] larger = new long[slots.length * 2];
        int mask = larger.length - 1;
        for (int row = 0; row < rows; row++) {
            int slot = (int) get(row, LOW) & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = get(row, HIGH) & HASH | row + 1;
        }
        slots = larger;
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

    /// Copies the counts of a request to `counts`.
    void counts(int row, long[] counts) {
        System.arraycopy(blocks[row / ROWS_OF_BLOCK], place(row) + FIRST_COUNT, counts, 0, COUNTS);
    }

    /// Counts only grow.
    void raise(int row, long[] counts) {
        long[] block = blocks[row / ROWS_OF_BLOCK];
        int first = place(row) + FIRST_COUNT;
        for (int i = 0; i < COUNTS; i++) {
            if (counts[i] > block[first + i]) {
                block[first + i] = counts[i];
            }
        }
    }

    private long get(int row, int column) {
        return blocks[row / ROWS_OF_BLOCK][place(row) + column];
    }

    private void set(int row, int column, long value) {
        blocks[row / ROWS_OF_BLOCK][place(row) + column] = value;
    }

    /// Where in its block a row begins.
    private static int place(int row) {
        return row % ROWS_OF_BLOCK * ROW;
    }

    /// Lets every bit depend on every other (as MurmurHash3 ends).
    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
