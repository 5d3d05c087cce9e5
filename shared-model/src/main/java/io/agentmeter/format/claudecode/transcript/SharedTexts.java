package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The texts that lines repeat: the last ones of each field are kept, so that nearly all lines share theirs.
final class SharedTexts {
    private static final int LONGEST_KEPT = 1_024;

    /// For each field: more than the models that one session uses.
    private static final int PLACES = 8;

    private final byte[][] bytesOf;
    private final String[] texts;

    SharedTexts(int fields) {
        bytesOf = new byte[fields * PLACES][0];
        texts = new String[fields * PLACES];
        Arrays.fill(texts, "");
    }

    /// @param plain whether the bytes are ASCII without escapes
    String get(int field, byte[] bytes, int from, int to, boolean plain) throws IOException {
        if (from == to) {
            return "";
        }
        // Names of models differ in length or within, those of folders at the end.
        int place = field * PLACES + (to - from + bytes[(from + to) / 2] + 3 * bytes[to - 1] & PLACES - 1);
        byte[] last = bytesOf[place];
        if (Arrays.equals(bytes, from, to, last, 0, last.length)) {
            return texts[place];
        }
        String text = decoded(bytes, from, to, plain);
        if (to - from <= LONGEST_KEPT) {
            bytesOf[place] = Arrays.copyOfRange(bytes, from, to);
            texts[place] = text;
        }
        return text;
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
