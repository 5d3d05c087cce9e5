package io.agentmeter.format;

import io.agentmeter.event.UsageEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one wire format into events. Pure and total: bad input is an [Outcome], never an exception. Content (prompts,
/// tool input, answers) is dropped here, by taking only what is on the format's list.
public interface EventFormat {
    Outcome read(Body body, Receipt receipt);

    /// @param bytes unpacked body
    /// @param contentType media type without parameters, lower case; empty if none was sent
    record Body(byte[] bytes, String contentType) {}

    /// What is known of the delivery itself.
    ///
    /// @param receivedAt stands in for the time of events that carry none (hooks)
    /// @param owner owner of the ingest token; the weakest claim about the user. Empty if the token is a team's
    record Receipt(Instant receivedAt, String owner) {}

    sealed interface Outcome {}

    /// @param events what was read, with its place in the body
    /// @param rejected records that are wrong, with the reason
    /// @param ignored records that are fine and mean nothing to us
    /// @param backfill whether the sender says that these are old on purpose
    record Events(List<Indexed> events, List<Rejection> rejected, int ignored, boolean backfill) implements Outcome {
        public Events {
            events = List.copyOf(events);
            rejected = List.copyOf(rejected);
        }
    }

    /// The body is not in this format at all.
    ///
    /// @param at the place, for example `line 3, column 14`; empty if unknown
    record Unreadable(String reason, String at) implements Outcome {}

    /// A limit was exceeded before the work was done.
    record TooLarge(String reason) implements Outcome {}

    record Indexed(int index, UsageEvent event) {}

    /// @param index place of the record in the body, from 0
    /// @param idOrNull the source's id where it could be read
    /// @param field path of the wrong field, for example `tokens.output`
    record Rejection(int index, @Nullable String idOrNull, String field, String reason) {}
}
