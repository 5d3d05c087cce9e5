package io.agentmeter.format.claudecode.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds the two keys that make a line worth parsing, both in one pass.
///
/// A JSON key in quotes is a safe mark: inside a JSON string its quotes would be escaped, so text never matches.
final class Marks {
    private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROMPT = "\"promptId\"".getBytes(StandardCharsets.US_ASCII);

    /// The bits in which `p` and `u` do not differ; `q` and `t` pass too, and are told apart afterwards.
    private static final int EITHER = 0xff & ~('p' ^ 'u');

    private static final long QUOTES = WordSearch.everywhere('"');
    private static final long EITHERS = WordSearch.everywhere(EITHER);
    private static final long SECONDS = WordSearch.everywhere('p' & EITHER);

    /// Pairs of bytes that begin in one word: the last byte is the first of the next one.
    private static final int STEP = WordSearch.BYTES - 1;

    private boolean usage;
    private int afterPrompt;

    /// Looks through `bytes[from, to)`, until usage is found or to the end.
    void find(byte[] bytes, int from, int to) {
        usage = false;
        afterPrompt = -1;
        int at = from;
        for (; at <= to - WordSearch.BYTES; at += STEP) {
            long word = WordSearch.word(bytes, at);
            long hits = WordSearch.zeros(word ^ QUOTES | word >>> Byte.SIZE & EITHERS ^ SECONDS);
            if (hits != 0 && isFound(bytes, at + WordSearch.first(hits), at + STEP, to)) {
                return;
            }
        }
        isFound(bytes, at, to, to);
    }

    /// Whether the line holds `"usage"`.
    boolean hasUsage() {
        return usage;
    }

    /// The byte after the first `"promptId"`, or -1; right only if there is no usage.
    int afterPrompt() {
        return afterPrompt;
    }

    private boolean isFound(byte[] bytes, int from, int until, int to) {
        for (int at = from; at < until; at++) {
            if (bytes[at] == '"') {
                if (isAt(bytes, at, to, USAGE)) {
                    usage = true;
                    return true;
                }
                if (afterPrompt < 0 && isAt(bytes, at, to, PROMPT)) {
                    afterPrompt = at + PROMPT.length;
                }
            }
        }
        return false;
    }

    private static boolean isAt(byte[] bytes, int at, int to, byte[] mark) {
        return bytes[Math.min(at + 1, to - 1)] == mark[1]
                && at + mark.length <= to
                && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    }
}
