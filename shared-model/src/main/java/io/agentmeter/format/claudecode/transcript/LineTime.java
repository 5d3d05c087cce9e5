package io.agentmeter.format.claudecode.transcript;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Times as Claude Code writes them, `2026-11-20T09:15:04.480Z`, without the general parser, which would take as long
/// as
/// the rest of the line. Every other form goes to that parser.
final class LineTime {
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    private static final long SECONDS_OF_DAY = 86_400;

    private LineTime() {}

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(isUsual(text) ? usual(text) : Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isUsual(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            boolean fits = FORM.charAt(i) == '0' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
            if (!fits) {
                return false;
            }
        }
        int hour = number(text, 11, 13);
        return hour < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static Instant usual(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        long second = number(text, 11, 13) * 3_600L + number(text, 14, 16) * 60L + number(text, 17, 19);
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY + second, number(text, 20, 23) * 1_000_000L);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
