package io.agentmeter.format.claudecode.transcript;

/// Bytes that are expected to come again, to be compared eight at a time.
final class ByteText {
    final int length;
    private final long[] words;
    private final long inLastWord;

    /// @throws IndexOutOfBoundsException if there are none
    ByteText(byte[] bytes, int from, int to) {
        length = to - from;
        words = new long[(length + WordSearch.BYTES - 1) / WordSearch.BYTES];
        for (int i = 0; i < length; i++) {
            words[i / WordSearch.BYTES] |= (bytes[from + i] & 0xffL) << i * Byte.SIZE;
        }
        inLastWord = -1L >>> (words.length * WordSearch.BYTES - length) * Byte.SIZE;
    }

    /// Whether `bytes[at, end)` begins with these. It says no, too, if less than a whole number of words is left.
    boolean isAt(byte[] bytes, int at, int end) {
        long[] mine = words;
        int last = mine.length - 1;
        int place = at;
        if (place + mine.length * WordSearch.BYTES > end) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if (WordSearch.word(bytes, place) != mine[i]) {
                return false;
            }
            place += WordSearch.BYTES;
        }
        return (WordSearch.word(bytes, place) & inLastWord) == mine[last];
    }
}
