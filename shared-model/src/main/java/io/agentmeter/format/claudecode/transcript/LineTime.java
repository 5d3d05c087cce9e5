package io.agentmeter.format.claudecode.transcript;

import io.agentmeter.format.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Times as Claude Code writes them, `2026-11-20T09:15:04.480Z`, without the general parser, which would take as long
/// as the rest of the line. Every other form goes to that parser.
public final class LineTime {
    static final int LENGTH = 24;
    private static final long SECONDS_OF_DAY = 86_400;
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    private static final long[] DIGITS = new long[LENGTH / WordSearch.BYTES]; // zeros and marks, as they are written

    /// Added to a byte less what is in `DIGITS`, it gives the byte its high bit if it is no digit, or not the mark.
    private static final long[] TOO_MUCH = new long[DIGITS.length];

    static {
        for (int i = 0; i < LENGTH; i++) {
            int shift = i % WordSearch.BYTES * Byte.SIZE;
            DIGITS[i / WordSearch.BYTES] |= (long) FORM.charAt(i) << shift;
            TOO_MUCH[i / WordSearch.BYTES] |= (FORM.charAt(i) == '0' ? 0x80L - 10 : 0x80L - 1) << shift;
        }
    }

    private LineTime() {}

    /// Empty if it is none, or one that no line can have.
    public static Optional<Instant> parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII); // with a question mark for all else
        Instant usual = bytes.length == LENGTH ? usual(bytes, 0) : null;
        try {
            return usual == null ? Times.kept(Instant.parse(text)) : Optional.of(usual);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The time that stands in the [#LENGTH] bytes from `at` on, if it has the usual form and is none that no line
    /// has.
    static @Nullable Instant usual(byte[] bytes, int at) {
        long date = WordSearch.word(bytes, at) ^ DIGITS[0];
        long hours = WordSearch.word(bytes, at + 8) ^ DIGITS[1];
        long seconds = WordSearch.word(bytes, at + 16) ^ DIGITS[2];
        long wrong = date | hours | seconds | date + TOO_MUCH[0] | hours + TOO_MUCH[1] | seconds + TOO_MUCH[2];
        int year = pair(date, 0) * 100 + pair(date, 2);
        int month = pair(date, 5);
        int day = pair(hours, 0);
        int hour = pair(hours, 3);
        int minute = pair(hours, 6);
        int second = pair(seconds, 1);
        int milli = pair(seconds, 4) * 10 + (int) (seconds >>> 6 * Byte.SIZE & 0xff);
        boolean unusual = year < 2000 || year > 9998 || month < 1 || month > 12 || day < 1;
        if ((wrong & WordSearch.HIGHS) != 0 || unusual || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        long epochDay = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(
                epochDay * SECONDS_OF_DAY + hour * 3_600L + minute * 60L + second, milli * 1_000_000L);
    }

    /// The number of two digits from byte `first` on.
    private static int pair(long digits, int first) {
        int two = (int) (digits >>> first * Byte.SIZE);
        return (two & 0xff) * 10 + (two >>> Byte.SIZE & 0xff);
    }
}
