package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as parts of sort keys.
final class Instants {
    private static final DateTimeFormatter NINE_PLACES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    private Instants() {}

    /// Always with nine places, so that texts sort as times do.
    static String sortable(Instant time) {
        return NINE_PLACES.format(time);
    }
}
