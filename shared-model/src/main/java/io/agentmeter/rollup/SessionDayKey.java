package io.agentmeter.rollup;

import java.time.LocalDate;
import java.util.Comparator;

/// One session on one day of the organisation.
public record SessionDayKey(LocalDate day, String session) implements Comparable<SessionDayKey> {
    public static final String PREFIX = "session#";

    private static final Comparator<SessionDayKey> ORDER =
            Comparator.comparing(SessionDayKey::day).thenComparing(SessionDayKey::session);

    /// Sort key of the row.
    public String text() {
        return PREFIX + KeyText.escape(session);
    }

    public static SessionDayKey parse(LocalDate day, String text) {
        return new SessionDayKey(day, KeyText.unescape(text.substring(PREFIX.length())));
    }

    @Override
    public int compareTo(SessionDayKey other) {
        return ORDER.compare(this, other);
    }
}
