package io.agentmeter.functions.ingest;

import io.agentmeter.event.Envelope;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.functions.library.events.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Stores what a delivery holds, each event once, and says what became of each.
public final class IngestService {
    /// How far back an event may lie, unless its sender says that it is old on purpose.
    public static final Duration OLDEST = Duration.ofDays(35);

    /// How far ahead of our clock a sender's may be.
    public static final Duration AHEAD = Duration.ofMinutes(5);

    private final EventStore store;

    public IngestService(EventStore store) {
        this.store = store;
    }

    /// @param accepted events that were new
    /// @param merged reports that added something to a known event
    /// @param duplicate reports that added nothing
    /// @param rejected what was wrong, with its place
    /// @param ignored records that mean nothing to us
    public record Result(int accepted, int merged, int duplicate, List<Rejection> rejected, int ignored) {
        public Result {
            rejected = List.copyOf(rejected);
        }

        boolean keptNothing() {
            return accepted + merged + duplicate == 0;
        }
    }

    /// @throws io.agentmeter.functions.library.StoreUnavailable if not everything could be stored; sending the same
    ///     delivery again is safe
    public Result ingest(Events delivery, Instant receivedAt) {
        List<Rejection> rejected = new ArrayList<>(delivery.rejected());
        List<UsageEvent> reports = new ArrayList<>();
        for (Indexed indexed : delivery.events()) {
            UsageEvent event = indexed.event();
            if (isOutsideWindow(event.time(), receivedAt, delivery.backfill())) {
                rejected.add(outsideWindow(indexed, receivedAt));
            } else {
                reports.add(asReceived(event, !delivery.backfill()));
            }
        }
        int accepted = 0;
        int merged = 0;
        int duplicate = 0;
        for (EventStore.Outcome outcome : store.put(reports)) {
            switch (outcome) {
                case STORED -> accepted++;
                case MERGED -> merged++;
                case DUPLICATE -> duplicate++;
            }
        }
        rejected.sort(java.util.Comparator.comparingInt(Rejection::index));
        return new Result(accepted, merged, duplicate, rejected, delivery.ignored());
    }

    private static UsageEvent asReceived(UsageEvent event, boolean live) {
        Envelope envelope = event.envelope();
        return event.withEnvelope(new Envelope(
                envelope.id(), envelope.time(), envelope.session(), envelope.attribution(), envelope.sources(), live));
    }

    /// A backfill may be of any age; nothing may be of the future.
    private static boolean isOutsideWindow(Instant time, Instant receivedAt, boolean backfill) {
        return (!backfill && time.isBefore(receivedAt.minus(OLDEST))) || time.isAfter(receivedAt.plus(AHEAD));
    }

    private static Rejection outsideWindow(Indexed indexed, Instant receivedAt) {
        UsageEvent event = indexed.event();
        String reason = event.time().isAfter(receivedAt)
                ? "is more than " + AHEAD.toMinutes() + " minutes ahead of the server's clock; check the sender's clock"
                : "is more than " + OLDEST.toDays() + " days old; send old events with \"backfill\": true";
        return new Rejection(indexed.index(), event.id().text(), "time", reason);
    }
}
