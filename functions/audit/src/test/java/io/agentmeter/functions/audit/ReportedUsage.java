package io.agentmeter.functions.audit;

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
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Random reports of three days: requests of known and unknown price, from one or two sources, with projects that are
/// learnt or named, turns and tools.
final class ReportedUsage {
    static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final List<String> MODELS = List.of("claude-sonnet-5-5", "claude-haiku-4-5", "model-without-price");

    private final Random random;

    ReportedUsage(Random random) {
        this.random = random;
    }

    /// Reports; several may be of one event.
    List<UsageEvent> some(int count) {
        List<UsageEvent> reports = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            reports.addAll(one(number));
        }
        return reports;
    }

    private List<UsageEvent> one(int number) {
        String session = "session-" + random.nextInt(4);
        Instant time = START.plusSeconds(random.nextInt(4 * 3600)).plusSeconds(86_400L * random.nextInt(3));
        switch (random.nextInt(8)) {
            case 0 -> {
                Claim project = new Claim(700 + random.nextInt(2), "project-" + random.nextInt(2));
                return List.of(new SessionStarted(envelope(
                        Kind.SESSION_STARTED,
                        session + number,
                        session,
                        time,
                        Source.HOOK,
                        Attribution.NONE.withProject(project).withUser(new Claim(500, "ann")))));
            }
            case 1 -> {
                return List.of(new TurnStarted(
                        envelope(Kind.TURN_STARTED, "turn-" + number, session, time, Source.HOOK, Attribution.NONE)));
            }
            case 2 -> {
                return List.of(new ToolUsed(
                        envelope(Kind.TOOL_USED, "tool-" + number, session, time, Source.OTLP, Attribution.NONE),
                        Claim.of(Source.OTLP, "Bash"),
                        random.nextBoolean(),
                        5));
            }
            default -> {
                return requests(number, session, time);
            }
        }
    }

    private List<UsageEvent> requests(int number, String session, Instant time) {
        Claim model = Claim.of(Source.OTLP, MODELS.get(random.nextInt(MODELS.size())));
        Attribution named = random.nextInt(6) == 0
                ? Attribution.NONE.withTask(Claim.explicit("task-" + random.nextInt(2)))
                : Attribution.NONE;
        TokenUsage full = TokenUsage.of(random.nextInt(500), random.nextInt(9_000), random.nextInt(300), 90);
        List<UsageEvent> reports = new ArrayList<>();
        reports.add(new ModelRequest(
                envelope(Kind.MODEL_REQUEST, "req-" + number, session, time, Source.TRANSCRIPT, named),
                ModelRequest.Facts.of(model, TokenUsage.of(full.freshInput().count(), 0, 0, 1))));
        if (random.nextBoolean()) {
            ModelRequest.Facts facts = ModelRequest.Facts.of(model, full);
            reports.add(new ModelRequest(
                    envelope(Kind.MODEL_REQUEST, "req-" + number, session, time, Source.OTLP, Attribution.NONE),
                    random.nextBoolean()
                            ? facts.withReportedCost(Money.ofMicroDollars(random.nextInt(9_999)))
                            : facts));
        }
        return reports;
    }

    private static Envelope envelope(
            Kind kind, String id, String session, Instant time, Source source, Attribution attribution) {
        return new Envelope(
                new EventId(kind, id), time, session, attribution, Set.of(source), source != Source.TRANSCRIPT);
    }
}
