package io.agentmeter.format.claudecode.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A short text that is looked for in many bytes, in steps of its own length (Horspool).
///
/// A JSON key in quotes is a safe needle: inside a JSON string its quotes would be escaped, so text never
/// matches.
final class Needle {
    private final byte[] text;
    private final int[] steps = new int[256];

    Needle(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(steps, this.text.length);
        for (int i = 0; i < this.text.length - 1; i++) {
            steps[this.text[i] & 0xff] = this.text.length - 1 - i;
        }
    }

    int length() {
        return text.length;
    }

    /// Where the text begins in `bytes[from, to)`, or -1.
    int indexIn(byte[] bytes, int from, int to) {
        int last = text.length - 1;
        byte lastByte = text[last];
        for (int end = from + last; end < to; end += steps[bytes[end] & 0xff]) {
            if (bytes[end] == lastByte && matches(bytes, end - last)) {
                return end - last;
            }
        }
        return -1;
    }

    private boolean matches(byte[] bytes, int start) {
        return Arrays.equals(bytes, start, start + text.length, text, 0, text.length);
    }
}
