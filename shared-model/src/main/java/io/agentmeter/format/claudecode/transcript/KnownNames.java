package io.agentmeter.format.claudecode.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Recognises a few names in bytes, by their length, their first letter and one inside.
final class KnownNames {
    /// Longer names are left to the general reader, which has its own limit.
    static final int LONGEST = 1_000;

    private static final String UNKNOWN = "";
    private static final int SLOTS = 256;

    private final byte[][] names;
    private final String[] texts;
    private final byte[] slots = new byte[SLOTS];

    /// @throws IllegalArgumentException if two names cannot be told apart in this way
    KnownNames(List<String> known) {
        names = known.stream()
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        texts = Arrays.copyOf(known.toArray(String[]::new), names.length + 1);
        texts[names.length] = UNKNOWN;
        Arrays.fill(slots, (byte) names.length);
        for (int i = 0; i < names.length; i++) {
            int slot = slot(names[i], 0, names[i].length);
            if (slots[slot] != names.length) {
                throw new IllegalArgumentException(known.get(slots[slot]) + " and " + known.get(i) + " share a slot");
            }
            slots[slot] = (byte) i;
        }
    }

    /// How many answers [#find] has.
    int size() {
        return texts.length;
    }

    int find(byte[] bytes, int from, int to) {
        if (from == to) {
            return names.length;
        }
        int candidate = slots[slot(bytes, from, to)];
        boolean is = candidate < names.length
                && Arrays.equals(bytes, from, to, names[candidate], 0, names[candidate].length);
        return is ? candidate : names.length;
    }

    /// The name that was found, empty if it is none of them.
    String name(int found) {
        return texts[found];
    }

    private static int slot(byte[] bytes, int from, int to) {
        int length = to - from;
        return length + bytes[from] + 9 * bytes[from + length * 2 / 5] & SLOTS - 1;
    }
}
