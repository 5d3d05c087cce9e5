package io.agentmeter.collector.backfill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads a file line by line as bytes, in memory that grows with the longest line up to a limit.
final class LineReader {
    /// Longest line kept. Longer ones hold pasted images or whole files; they are passed over.
    static final int LONGEST_LINE = 32 * 1024 * 1024;

    private static final int FIRST_SIZE = 256 * 1024;

    /// Takes the lines as they come. The bytes belong to the reader and change after the call.
    interface Lines {
        /// @param number place of the line, from 1
        void line(byte[] bytes, int from, int to, long number);

        void tooLong(long number);
    }

    /// What was read.
    record Extent(long lines, long bytes) {}

    private final int longest;
    private byte[] buffer;

    LineReader() {
        this(FIRST_SIZE, LONGEST_LINE);
    }

    LineReader(int firstSize, int longest) {
        this.buffer = new byte[firstSize];
        this.longest = longest;
    }

    Extent read(Path file, Lines lines) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, lines);
        }
    }

    private Extent read(InputStream stream, Lines lines) throws IOException {
        long number = 0;
        long total = 0;
        int start = 0; // of the line that is not complete
        int filled = 0;
        boolean passingOver = false;
        while (true) {
            int read = stream.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                break;
            }
            total += read;
            int searched = filled;
            filled += read;
            for (int end = indexOfLineEnd(searched, filled); end >= 0; end = indexOfLineEnd(start, filled)) {
                number++;
                if (passingOver) {
                    passingOver = false;
                    lines.tooLong(number);
                } else {
                    lines.line(buffer, start, end, number);
                }
                start = end + 1;
            }
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
            if (passingOver) {
                filled = 0;
            } else if (filled == buffer.length) {
                if (filled >= longest) {
                    passingOver = true;
                    filled = 0;
                } else {
                    buffer = Arrays.copyOf(buffer, Math.min(longest, buffer.length * 2));
                }
            }
        }
        if (passingOver) {
            lines.tooLong(++number);
        } else if (filled > 0) {
            lines.line(buffer, 0, filled, ++number);
        }
        return new Extent(number, total);
    }

    private int indexOfLineEnd(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
