package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The texts that lines repeat: the last ones of each field are kept, so that nearly all lines share theirs.
final class SharedTexts {
    private static final int LONGEST_KEPT = 1_024;

    /// For each field: more than the models that one session uses.
    private static final int PLACES = 8;

    static final Shared EMPTY = new Shared(new ByteText(new byte[] {'"', '"'}, 0, 2), "");

    private final Shared[] places;

    /// @param bytes with their quotes
    record Shared(ByteText bytes, String text) {}

    SharedTexts(int fields) {
        places = new Shared[fields * PLACES];
        Arrays.fill(places, EMPTY);
    }

    /// @param plain whether the bytes are ASCII without escapes
    Shared get(int field, byte[] bytes, int from, int to, boolean plain) throws IOException {
        if (from == to) {
            return EMPTY;
        }
        // Names of models differ in length or within, those of folders at the end.
        int place = field * PLACES + (to - from + bytes[(from + to) / 2] + 3 * bytes[to - 1] & PLACES - 1);
        Shared last = places[place];
        if (last.bytes.isAt(bytes, from - 1, bytes.length)) { // which ends with the quote
            return last;
        }
        Shared shared = new Shared(new ByteText(bytes, from - 1, to + 1), decoded(bytes, from, to, plain));
        if (to - from <= LONGEST_KEPT) {
            places[place] = shared;
        }
        return shared;
    }

    /// The text of a JSON string whose inside is `bytes[from, to)`.
    static String decoded(byte[] bytes, int from, int to, boolean plain) throws IOException {
        if (plain) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try (GeneralCursor cursor = new GeneralCursor(bytes, from - 1, to + 1)) {
            return cursor.text();
        }
    }
}
