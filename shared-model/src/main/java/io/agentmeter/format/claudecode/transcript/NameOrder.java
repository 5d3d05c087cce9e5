package io.agentmeter.format.claudecode.transcript;

import java.util.Arrays;

/// Remembers which name follows which. Lines of one kind have the same names in the same order, so that nearly always
/// one comparison says which name it is and where it ends.
final class NameOrder {
    private static final int SLOTS = 128;

    private final KnownNames known;
    private final Name[] slots = new Name[SLOTS];
    private final Name start;

    /// A name in an object so many levels deep.
    static final class Name {
        /// What callers know it by; empty if nobody asks for it.
        final String text;

        /// Which of the known names it is.
        final int number;

        final int depth;

        /// With its quotes and its colon.
        final ByteText bytes;

        /// What came behind it the last time.
        Name next = this;

        /// Its value the last time, if many lines share it.
        SharedTexts.Shared value = SharedTexts.EMPTY;

        private Name(ByteText bytes, int depth, int number, String text) {
            this.bytes = bytes;
            this.depth = depth;
            this.number = number;
            this.text = text;
        }
    }

    NameOrder(KnownNames known) {
        this.known = known;
        this.start = name(new byte[] {'"', '"', ':'}, 1, 1, 0);
        Arrays.fill(slots, start);
    }

    /// What comes before the first name.
    Name start() {
        return start;
    }

    /// The name `bytes[from, to)`, which has its quotes and its colon around it.
    Name find(byte[] bytes, int from, int to, int depth) {
        // The byte at the middle of an empty name is its quote.
        int slot = to - from + 7 * bytes[from] + 31 * bytes[(from + to) / 2] + 53 * depth & SLOTS - 1;
        Name last = slots[slot];
        if (last.depth == depth
                && last.bytes.length == to - from + 3
                && last.bytes.isAt(bytes, from - 1, bytes.length)) {
            return last;
        }
        Name name = name(bytes, from, to, depth);
        slots[slot] = name;
        return name;
    }

    private Name name(byte[] bytes, int from, int to, int depth) {
        int number = known.find(bytes, from, to);
        return new Name(new ByteText(bytes, from - 1, to + 2), depth, number, known.name(number));
    }
}
