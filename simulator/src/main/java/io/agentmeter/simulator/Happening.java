package io.agentmeter.simulator;

import java.util.Locale;

/// What can happen in a simulated run. Faults are drawn; the rest follows from the history and the faults.
enum Happening {
    CRASH_BEFORE_CALL(true),
    CRASH_AFTER_CALL(true),
    CRASH_IN_FLIGHT(true),
    ORPHAN_COMMITTED(false),
    ORPHAN_CANCELLED(false),
    GIVEN_UP_TOO_EARLY(true),
    LATE_WRITE(false),
    THROTTLED(true),
    ANSWER_LOST(true),
    PARTIAL_READ(true),
    TRANSACTION_CONFLICT(false),
    VERSION_CONFLICT(false),
    BATCH_GIVEN_BACK(false),
    BATCH_SPLIT(false),
    POLLER_RESTARTED(true),
    OLD_BATCH_REDELIVERED(true),
    SHARD_SPLIT(true),
    SHARD_ROLLED_OVER(true),
    RECORDS_DELIVERED(false),
    RECORDS_FILTERED(false),
    REMOVE_REACHED_THE_HANDLER(false),
    POST_REPEATED(false),
    REPORT_STORED(false),
    REPORT_MERGED(false),
    REPORT_DUPLICATE(false),
    REPORT_TOO_OLD(false),
    EVENT_LATE_BY_DAYS(false),
    EVENT_EXPIRED(false),
    SESSION_MOVED(false),
    PRICES_CHANGED(false),
    SLICES_REPRICED(false),
    SLICES_ERASED(false),
    EVENTS_ERASED(false);

    private final boolean fault;

    Happening(boolean fault) {
        this.fault = fault;
    }

    /// Whether it is drawn by chance and can be left out of a history.
    boolean isFault() {
        return fault;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
