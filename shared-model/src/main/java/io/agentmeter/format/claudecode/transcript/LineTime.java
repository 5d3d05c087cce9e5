package io.agentmeter.format.claudecode.transcript;

import io.agentmeter.format.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Times as Claude Code writes them, `2026-11-20T09:15:04.480Z`, without the general parser, which would take as long
/// as
/// the rest of the line. Every other form goes to that parser.
public final class LineTime {
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    private static final long SECONDS_OF_DAY = 86_400;

    private LineTime() {}

    /// Empty if it is none, or one that no line can have.
    public static Optional<Instant> parse(String text) {
        try {
            Instant usual = usual(text);
            return Times.kept(usual == null ? Instant.parse(text) : usual);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The time, if it has the usual form.
    private static @Nullable Instant usual(String text) {
        if (text.length() != FORM.length() || !hasMarks(text)) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int milli = number(text, 20, 23);
        if ((year | month | day | hour | minute | second | milli) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long seconds =
                LocalDate.of(year, month, day).toEpochDay() * SECONDS_OF_DAY + hour * 3_600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds, milli * 1_000_000L);
    }

    private static boolean hasMarks(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(19) == '.'
                && text.charAt(23) == 'Z';
    }

    /// The digits as a number, or -1 if not all are digits.
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
