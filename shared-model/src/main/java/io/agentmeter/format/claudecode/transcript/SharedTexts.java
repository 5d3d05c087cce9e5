package io.agentmeter.format.claudecode.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The texts that lines repeat: the last one of each field is kept, so that nearly all lines share theirs.
final class SharedTexts {
    private static final int LONGEST_KEPT = 1_024;

    private final byte[][] bytesOf;
    private final String[] texts;

    SharedTexts(int fields) {
        bytesOf = new byte[fields][0];
        texts = new String[fields];
        Arrays.fill(texts, "");
    }

    /// @param plain whether the bytes are ASCII without escapes
    String get(int field, byte[] bytes, int from, int to, boolean plain) throws IOException {
        byte[] last = bytesOf[field];
        if (Arrays.equals(bytes, from, to, last, 0, last.length)) {
            return texts[field];
        }
        String text = decoded(bytes, from, to, plain);
        if (to - from <= LONGEST_KEPT) {
            bytesOf[field] = Arrays.copyOfRange(bytes, from, to);
            texts[field] = text;
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
