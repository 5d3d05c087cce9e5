package io.agentmeter.functions.aggregate;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Random reports as the world sends them: growing requests, forks, several sources, projects learnt late, late events.
final class ReportedEvents {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final List<String> MODELS = List.of("claude-sonnet-5-5", "claude-haiku-4-5", "model-without-price");

    private final Random random;

    ReportedEvents(Random random) {
        this.random = random;
    }

    List<UsageEvent> some(int count) {
        List<UsageEvent> reports = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String session = "session-" + random.nextInt(4);
            Instant time = START.plusSeconds(random.nextInt(3 * 3600)).minusSeconds(random.nextInt(2) * 86_400L);
            switch (random.nextInt(10)) {
                case 0 ->
                    reports.add(new SessionStarted(envelope(Kind.SESSION_STARTED, session, session, time, Source.HOOK)
                            .withProject(new Claim(700 + random.nextInt(2), "project-" + random.nextInt(2)))
                            .build()));
                case 1 ->
                    reports.add(new TurnStarted(
                            envelope(Kind.TURN_STARTED, "turn-" + number / 2, session, time, Source.HOOK)
                                    .build()));
                case 2 ->
                    reports.add(new ToolUsed(
                            envelope(Kind.TOOL_USED, "tool-" + number / 2, session, time, Source.OTLP)
                                    .build(),
                            Claim.of(Source.OTLP, "Bash"),
                            random.nextBoolean(),
                            5));
                default -> reports.addAll(request(number, session, time));
            }
        }
        Collections.shuffle(reports, random);
        return reports;
    }

    private List<UsageEvent> request(int number, String session, Instant time) {
        String id = "req-" + number;
        long output = 1 + random.nextInt(5_000);
        TokenUsage full = TokenUsage.of(random.nextInt(500), random.nextInt(90_000), random.nextInt(3_000), output);
        Claim model = Claim.of(Source.OTLP, MODELS.get(random.nextInt(MODELS.size())));
        Envelope transcript = envelope(Kind.MODEL_REQUEST, id, session, time, Source.TRANSCRIPT)
                .withProject(new Claim(700, "project-of-" + session))
                .build();
        Envelope otlp =
                envelope(Kind.MODEL_REQUEST, id, session, time, Source.OTLP).build();
        List<UsageEvent> reports = new ArrayList<>();
        TokenUsage partial =
                TokenUsage.of(full.freshInput().count(), full.cacheRead().count(), 0, 1);
        reports.add(new ModelRequest(transcript, ModelRequest.Facts.of(model, partial)));
        if (random.nextBoolean()) {
            reports.add(new ModelRequest(transcript, ModelRequest.Facts.of(model, full)));
        }
        if (random.nextBoolean()) {
            ModelRequest.Facts facts = ModelRequest.Facts.of(model, full);
            reports.add(new ModelRequest(
                    otlp, random.nextBoolean() ? facts.withReportedCost(Money.ofMicroDollars(output)) : facts));
        }
        if (random.nextInt(5) == 0) {
            Envelope fork = envelope(Kind.MODEL_REQUEST, id, "fork-of-" + session, time, Source.TRANSCRIPT)
                    .build();
            reports.add(new ModelRequest(fork, ModelRequest.Facts.of(model, full)));
        }
        return reports;
    }

    private EnvelopeOf envelope(Kind kind, String id, String session, Instant time, Source source) {
        return new EnvelopeOf(new EventId(kind, id), session, time, source, Attribution.NONE);
    }

    private record EnvelopeOf(EventId id, String session, Instant time, Source source, Attribution attribution) {
        EnvelopeOf withProject(Claim claim) {
            return new EnvelopeOf(id, session, time, source, attribution.withProject(claim));
        }

        Envelope build() {
            return new Envelope(id, time, session, attribution, Set.of(source), source != Source.TRANSCRIPT);
        }
    }
}
