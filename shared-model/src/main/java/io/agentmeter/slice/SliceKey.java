package io.agentmeter.slice;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.UsageEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// One session in one UTC quarter-hour. A quarter-hour with very many events continues on further pages.
///
/// @param quarter start of the quarter-hour
/// @param page 0, and higher only once page 0 is full
public record SliceKey(String session, Instant quarter, int page) {
    public static final String PREFIX = "slice#";

    private static final DateTimeFormatter QUARTER = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    public static SliceKey firstPageOf(UsageEvent event) {
        return new SliceKey(event.session(), OrganisationCalendar.quarterOf(event.time()), 0);
    }

    public SliceKey onPage(int other) {
        return new SliceKey(session, quarter, other);
    }

    /// Sort key of the slice's row: `slice#2026-11-20T09:15`, with `#3` behind it on page 3.
    public String text() {
        String text = PREFIX + QUARTER.format(LocalDateTime.ofInstant(quarter, ZoneOffset.UTC));
        return page == 0 ? text : text + "#" + page;
    }

    public static SliceKey parse(String session, String text) {
        String[] parts = text.substring(PREFIX.length()).split("#", -1);
        Instant quarter = LocalDateTime.parse(parts[0], QUARTER).toInstant(ZoneOffset.UTC);
        return new SliceKey(session, quarter, parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
    }
}
