package io.agentmeter.format.claudecode.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds the two keys that make a line worth parsing, both in one pass.
///
/// A JSON key in quotes is a safe mark: inside a JSON string its quotes would be escaped, so text never matches.
final class Marks {
    private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROMPT = "\"promptId\"".getBytes(StandardCharsets.US_ASCII);

    /// The bits in which the two first and the two second letters agree. A few other letters pass too; the marks
    /// are compared afterwards.
    private static final long FIRST_BITS = WordSearch.everywhere(~('u' ^ 'p'));

    private static final long SECOND_BITS = WordSearch.everywhere(~('s' ^ 'r'));
    private static final long FIRSTS = WordSearch.everywhere('u' & 'p');
    private static final long SECONDS = WordSearch.everywhere('s' & 'r');
    private static final long QUOTES = WordSearch.everywhere('"');

    /// Bytes that are looked at from one place: a word, and two behind it.
    private static final int SPAN = WordSearch.BYTES + 2;

    /// Nearly always enough for usage and all that follows it.
    private static final int LAST_BYTES = 640;

    /// By how much the place of usage, from the end, differs from line to line: counts have more or fewer digits.
    private static final int SPREAD = 16;

    private int usageBeforeEnd;
    private boolean usage;
    private int usageAt;
    private int afterPrompt;

    /// Looks through `bytes[from, to)`, until usage is found or to the end. Where it was in the line before comes
    /// first,
    /// and then the last bytes: usage stands behind the content, so that of most lines that have it the content is
    /// not looked at.
    void find(byte[] bytes, int from, int to) {
        usage = false;
        int expected = to - usageBeforeEnd;
        if (expected - SPREAD > from) {
            findIn(bytes, expected - SPREAD, Math.min(to, expected + SPREAD + USAGE.length));
        }
        afterPrompt = -1;
        if (!usage) {
            findAnywhere(bytes, from, to);
        }
        if (usage) {
            usageBeforeEnd = to - usageAt;
        }
    }

    private void findAnywhere(byte[] bytes, int from, int to) {
        int last = Math.max(from, to - LAST_BYTES);
        findIn(bytes, last, to);
        if (!usage && last > from) {
            int afterPromptInLast = afterPrompt;
            afterPrompt = -1;
            findIn(bytes, from, last + PROMPT.length - 1); // with what begins here and ends there
            if (afterPrompt < 0) {
                afterPrompt = afterPromptInLast;
            }
        }
    }

    private void findIn(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - SPAN - WordSearch.BYTES; at += 2 * WordSearch.BYTES) {
            long quotes = WordSearch.word(bytes, at) ^ QUOTES;
            long more = WordSearch.word(bytes, at + WordSearch.BYTES) ^ QUOTES;
            boolean any =
                    ((quotes - WordSearch.ONES & ~quotes | more - WordSearch.ONES & ~more) & WordSearch.HIGHS) != 0;
            if (any && (isFoundIn(bytes, at, quotes, to) || isFoundIn(bytes, at + WordSearch.BYTES, more, to))) {
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

    /// Looks on only where the letters behind the quote fit too.
    private boolean isFoundIn(byte[] bytes, int at, long quotes, int to) {
        long firsts = WordSearch.word(bytes, at + 1) & FIRST_BITS ^ FIRSTS;
        long seconds = WordSearch.word(bytes, at + 2) & SECOND_BITS ^ SECONDS;
        long hits = WordSearch.zeros(quotes | firsts | seconds);
        return hits != 0 && isFound(bytes, at + WordSearch.first(hits), at + WordSearch.BYTES, to);
    }

    private boolean isFound(byte[] bytes, int from, int until, int to) {
        for (int at = from; at < until; at++) {
            if (bytes[at] == '"') {
                if (isAt(bytes, at, to, USAGE)) {
                    usage = true;
                    usageAt = at;
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
