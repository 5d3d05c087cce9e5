package io.agentmeter.functions.aggregate;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Many requests of one session within one quarter-hour.
final class OneQuarterHour {
    private OneQuarterHour() {}

    static List<UsageEvent> requests(String session, int count) {
        Instant start = Instant.parse("2026-11-20T09:15:00Z");
        return IntStream.range(0, count)
                .<UsageEvent>mapToObj(number -> new ModelRequest(
                        new Envelope(
                                new EventId(Kind.MODEL_REQUEST, "req-" + number),
                                start.plusMillis(number * 200L),
                                session,
                                Attribution.NONE,
                                Set.of(Source.OTLP),
                                true),
                        ModelRequest.Facts.of(
                                Claim.of(Source.OTLP, "claude-sonnet-5-5"), TokenUsage.of(1, 2, 3, number))))
                .toList();
    }

    /// The same, each for a task of its own.
    static List<UsageEvent> requestsOfManyTasks(String session, int count) {
        return requests(session, count).stream()
                .map(event -> {
                    Envelope any = event.envelope();
                    Envelope own = new Envelope(
                            new EventId(
                                    Kind.MODEL_REQUEST, session + "-" + any.id().text()),
                            any.time(),
                            session,
                            Attribution.NONE.withTask(
                                    Claim.explicit("task-" + any.id().text())),
                            any.sources(),
                            true);
                    return event.withEnvelope(own);
                })
                .toList();
    }

    /// An event by which the session learns its user.
    static List<UsageEvent> whoseSessionIs(String session, String user) {
        return List.of(new SessionStarted(new Envelope(
                new EventId(Kind.SESSION_STARTED, session),
                Instant.parse("2026-11-20T09:20:00Z"),
                session,
                Attribution.NONE.withUser(new Claim(800, user)),
                Set.of(Source.HOOK),
                true)));
    }
}
