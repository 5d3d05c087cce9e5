package io.agentmeter.format.claudecode.transcript;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes at a time. Written for the quick compiler, because a run is over before the thorough one has
/// paid for itself: short methods, and no fields in loops.
///
/// A byte of `x` is zero where `(x - 1) & ~x` has its high bit; bytes above the first such byte may be wrong, so only
/// the first hit of a word is used.
public final class WordSearch {
    static final int BYTES = Long.BYTES;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long ONES = 0x0101010101010101L;
    static final long HIGHS = 0x8080808080808080L;

    private WordSearch() {}

    /// Where `wanted` is in `bytes[from, to)`, or -1.
    public static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        long pattern = everywhere(wanted);
        int at = from;
        for (; at <= to - 4 * BYTES; at += 4 * BYTES) { // what a round costs is paid for four words at once
            long a = word(bytes, at) ^ pattern;
            long b = word(bytes, at + BYTES) ^ pattern;
            long c = word(bytes, at + 2 * BYTES) ^ pattern;
            long d = word(bytes, at + 3 * BYTES) ^ pattern;
            if (((a - ONES & ~a | b - ONES & ~b | c - ONES & ~c | d - ONES & ~d) & HIGHS) != 0) {
                break;
            }
        }
        for (; at <= to - BYTES; at += BYTES) {
            long hits = zeros(word(bytes, at) ^ pattern);
            if (hits != 0) {
                return at + first(hits);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /// The eight bytes from `at` on, the first one lowest.
    public static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    static long everywhere(int value) {
        return ONES * (value & 0xff);
    }

    /// The high bits of the bytes that are zero.
    static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /// Which byte the first hit is: the bytes up to it are counted. (Counting zero bits is a call, not an
    /// instruction, until code has run for long.)
    static int first(long hits) {
        long upTo = (hits & -hits) - 1 & ONES;
        return (int) (upTo * ONES >>> 56) - 1;
    }
}
