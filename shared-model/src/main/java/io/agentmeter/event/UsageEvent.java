package io.agentmeter.event;

import java.time.Instant;

/// Something an agent did, as one or more sources reported it. Reports of the same event [merge][#merge]; the merge of
/// everything but time and session is associative, commutative and idempotent.
public sealed interface UsageEvent
        permits ModelRequest,
                RequestFailed,
                TurnStarted,
                TurnEnded,
                SessionStarted,
                SessionEnded,
                ToolUsed,
                TaskChanged,
                RateLimited,
                Activity {
    Envelope envelope();

    /// The same event with another envelope.
    UsageEvent withEnvelope(Envelope envelope);

    /// This report completed by another of the same event; time and session stay those of this one.
    ///
    /// @throws IllegalArgumentException if the other is a different event
    UsageEvent merge(UsageEvent other);

    default EventId id() {
        return envelope().id();
    }

    default Kind kind() {
        return id().kind();
    }

    default Instant time() {
        return envelope().time();
    }

    default String session() {
        return envelope().session();
    }

    /// Whether its minute counts as active time: somebody or something worked. Ends and starts of a session do not.
    default boolean isActivity() {
        return switch (this) {
            case ModelRequest _,
                    RequestFailed _,
                    TurnStarted _,
                    TurnEnded _,
                    ToolUsed _,
                    TaskChanged _,
                    RateLimited _ -> true;
            case SessionStarted _, SessionEnded _, Activity _ -> false;
        };
    }

    /// The other report, checked to be of the same event.
    static <T extends UsageEvent> T same(T mine, UsageEvent other, Class<T> type) {
        if (!mine.id().equals(other.id())) {
            throw new IllegalArgumentException("not the same event: " + mine.id() + " and " + other.id());
        }
        return type.cast(other);
    }
}
