package io.agentmeter.collector.backfill;

import io.agentmeter.format.claudecode.transcript.WordSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads files line by line as bytes, in one buffer, which grows with the longest line up to a limit.
final class LineReader {
    /// Longest line kept. Longer ones hold pasted images or whole files; they are passed over.
    static final int LONGEST_LINE = 32 * 1024 * 1024;

    /// Fits the cache that is next to a processor's core, so that what was read is still there when it is searched.
    private static final int FIRST_SIZE = 256 * 1024;

    /// Takes the lines as they come. The bytes belong to the reader and change after the call, and so does the
    /// place.
    interface Lines {
        void line(byte[] bytes, int from, int to, Place place);

        void tooLong(Place place);
    }

    /// Where in its file a line is.
    static final class Place {
        private long number;
        private long end;

        /// From 1.
        long number() {
            return number;
        }

        /// How many bytes the file has until behind the line's end.
        long end() {
            return end;
        }

        private Place next(long newEnd) {
            number++;
            end = newEnd;
            return this;
        }
    }

    /// What was read.
    record Extent(long lines, long bytes) {}

    private final int firstSize;
    private final int longest;
    private byte[] buffer;

    LineReader() {
        this(FIRST_SIZE, LONGEST_LINE);
    }

    LineReader(int firstSize, int longest) {
        this.firstSize = firstSize;
        this.buffer = new byte[firstSize];
        this.longest = longest;
    }

    Extent read(Path file, Lines lines) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, lines);
        } finally {
            if (buffer.length > firstSize) {
                buffer = new byte[firstSize];
            }
        }
    }

    private Extent read(InputStream stream, Lines lines) throws IOException {
        Place place = new Place();
        long total = 0;
        int filled = 0; // with the line that is not complete
        boolean passingOver = false;
        while (true) {
            // Never much at once: what is read goes through memory of the same size outside of the heap.
            int read = stream.read(buffer, filled, Math.min(firstSize, buffer.length - filled));
            if (read < 0) {
                break;
            }
            long begin = total - filled; // of the buffer, in the file
            total += read;
            int start = 0;
            int limit = filled + read;
            for (int end = lineEnd(filled, limit); end >= 0; end = lineEnd(start, limit)) {
                place.next(begin + end + 1);
                if (passingOver) {
                    passingOver = false;
                    lines.tooLong(place);
                } else {
                    lines.line(buffer, start, end, place);
                }
                start = end + 1;
            }
            filled = passingOver ? 0 : limit - start;
            System.arraycopy(buffer, start, buffer, 0, filled);
            if (filled == buffer.length) {
                passingOver = filled >= longest;
                if (passingOver) {
                    filled = 0;
                } else {
                    buffer = Arrays.copyOf(buffer, Math.min(longest, buffer.length * 2));
                }
            }
        }
        if (passingOver) {
            lines.tooLong(place.next(total));
        } else if (filled > 0) {
            lines.line(buffer, 0, filled, place.next(total));
        }
        return new Extent(place.number(), total);
    }

    private int lineEnd(int from, int to) {
        return WordSearch.indexOf(buffer, from, to, (byte) '\n');
    }
}
