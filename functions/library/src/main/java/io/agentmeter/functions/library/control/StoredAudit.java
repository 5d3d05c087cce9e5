package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An audit that somebody asked for, and what has come of it.
///
/// @param resultOrNull what was found, as JSON, once it is done
/// @param failureOrNull why it could not be made, if it could not
public record StoredAudit(
        String id,
        State state,
        LocalDate start,
        LocalDate end,
        boolean repair,
        Instant createdAt,
        @Nullable Instant startedAtOrNull,
        @Nullable Instant finishedAtOrNull,
        @Nullable String resultOrNull,
        @Nullable String failureOrNull) {
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static StoredAudit queued(String id, LocalDate start, LocalDate end, boolean repair, Instant now) {
        return new StoredAudit(id, State.QUEUED, start, end, repair, now, null, null, null, null);
    }

    public StoredAudit running(Instant now) {
        return new StoredAudit(id, State.RUNNING, start, end, repair, createdAt, now, null, null, null);
    }

    /// @param result JSON
    public StoredAudit done(Instant now, String result) {
        return new StoredAudit(id, State.DONE, start, end, repair, createdAt, startedAtOrNull, now, result, null);
    }

    public StoredAudit failed(Instant now, String why) {
        return new StoredAudit(id, State.FAILED, start, end, repair, createdAt, startedAtOrNull, now, null, why);
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAtOrNull);
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAtOrNull);
    }

    public Optional<String> result() {
        return Optional.ofNullable(resultOrNull);
    }

    public Optional<String> failure() {
        return Optional.ofNullable(failureOrNull);
    }
}
