package io.agentmeter.simulator;

import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.TaskChanged;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnEnded;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.Weights;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes reports as agents make them: growing while they stream, told by telemetry, transcripts and hooks, copied by
/// forks and side chains and by a second machine, late, out of order, and before anybody knows the project.
final class ReportMaker {
    static final List<String> PEOPLE = List.of("ann@example.com", "bob@example.com", "zoe@example.com");
    private static final List<String> MODELS =
            List.of("claude-sonnet-5-5", "claude-haiku-4-5", "claude-opus-5-1", "model-without-price", "ollama/llama");

    private record Session(String id, String person, String project, String machine, Instant start) {}

    private record Reported(UsageEvent report, boolean backfill) {}

    private final Random random;
    private final Instant moment;
    private final Instant now;
    private final List<Session> sessions = new ArrayList<>();
    private final List<Reported> live = new ArrayList<>();
    private final List<Reported> copied = new ArrayList<>();
    private final Set<String> expirable = new java.util.TreeSet<>();

    ReportMaker(Random random, Instant moment, Instant now) {
        this.random = random;
        this.moment = moment;
        this.now = now;
    }

    /// Keys of events that may be taken away: all of their reports agree about time and session, as identity
    /// promises nothing else after raw retention.
    Set<String> expirable() {
        return expirable;
    }

    List<Post> posts(int things) {
        int count = 1 + random.nextInt(5);
        for (int number = 0; number < count; number++) {
            sessions.add(new Session(
                    "session-" + number,
                    PEOPLE.get(random.nextInt(PEOPLE.size())),
                    "project-" + random.nextInt(3),
                    "machine-" + random.nextInt(2),
                    start()));
        }
        for (int number = 0; number < things; number++) {
            thing(number);
        }
        return packed();
    }

    /// Most work is around the interesting moment; some of it is told weeks late, some too late.
    private Instant start() {
        return switch (random.nextInt(6)) {
            case 0 -> now.minus(Duration.ofHours(24L * random.nextInt(34)));
            case 1 -> now.minus(Duration.ofDays(36 + random.nextInt(20)));
            default -> moment.minus(Duration.ofMinutes(random.nextInt(90)));
        };
    }

    private void thing(int number) {
        Session session = sessions.get(random.nextInt(sessions.size()));
        Instant time = session.start().plusMillis(random.nextInt(7_200_000));
        switch (random.nextInt(16)) {
            case 0 -> start(session, time);
            case 1 -> {
                UsageEvent turn =
                        new TurnStarted(envelope(Kind.TURN_STARTED, "turn-" + number, session, time, Source.HOOK));
                tell(turn);
                tell(new TurnEnded(
                        envelope(Kind.TURN_ENDED, "turn-" + number, session, time.plusSeconds(40), Source.HOOK),
                        Claim.of(Source.HOOK, "done")));
            }
            case 2 -> tool(number, session, time);
            case 3 -> other(number, session, time);
            default -> request(number, session, time);
        }
    }

    private void start(Session session, Instant time) {
        Attribution said = Attribution.NONE
                .withProject(new Claim(
                        random.nextBoolean() ? Weights.WORKSPACE_CERTAIN : Weights.CONFIGURED, session.project()))
                .withMachine(new Claim(Weights.OBSERVED, session.machine()))
                .withUser(random.nextBoolean() ? new Claim(Weights.USER_EMAIL, session.person()) : Claim.NONE);
        tell(new SessionStarted(new Envelope(
                new EventId(Kind.SESSION_STARTED, session.id() + "-" + random.nextInt(2)),
                time,
                session.id(),
                said,
                Set.of(Source.HOOK),
                true)));
    }

    private void tool(int number, Session session, Instant time) {
        Claim name = Claim.of(Source.OTLP, "Bash");
        tell(new ToolUsed(envelope(Kind.TOOL_USED, "tool-" + number, session, time, Source.HOOK), name, false, 0));
        if (random.nextBoolean()) {
            tell(new ToolUsed(
                    envelope(
                            Kind.TOOL_USED,
                            "tool-" + number,
                            session,
                            time.plusSeconds(random.nextInt(40)),
                            Source.OTLP),
                    name,
                    random.nextBoolean(),
                    12));
        }
    }

    private void other(int number, Session session, Instant time) {
        Claim reason = Claim.of(Source.OTLP, "529");
        String id = "other-" + number;
        tell(
                switch (random.nextInt(4)) {
                    case 0 -> new RequestFailed(envelope(Kind.REQUEST_FAILED, id, session, time, Source.OTLP), reason);
                    case 1 -> new RateLimited(envelope(Kind.RATE_LIMITED, id, session, time, Source.OTLP), reason);
                    case 2 ->
                        new TaskChanged(envelope(Kind.TASK_CHANGED, id, session, time, Source.HOOK), reason, reason);
                    default ->
                        new Activity(
                                envelope(Kind.ACTIVITY, id, session, time, Source.METRICS),
                                random.nextInt(60),
                                random.nextInt(100),
                                random.nextInt(9),
                                random.nextInt(2),
                                0,
                                TokenUsage.of(random.nextInt(900), 5, 6, 7));
                });
    }

    private void request(int number, Session session, Instant time) {
        String id = "req-" + number;
        long output = random.nextLong(2, 5_002);
        long write = random.nextInt(3_000);
        TokenUsage full = TokenUsage.of(random.nextInt(500), random.nextInt(90_000), write, output);
        Claim model = Claim.of(Source.TRANSCRIPT, MODELS.get(random.nextInt(MODELS.size())));
        Attribution explicit = random.nextInt(8) == 0
                ? Attribution.NONE
                        .withTask(Claim.explicit("task-" + random.nextInt(2)))
                        .withUser(random.nextBoolean() ? Claim.explicit(session.person()) : Claim.NONE)
                : Attribution.NONE;
        boolean backfill = !time.isAfter(now.minus(Duration.ofDays(35))) || random.nextInt(6) == 0;
        boolean agreed = true;
        // The transcript: a placeholder first, then growing copies of the same message.
        int copies = random.nextInt(4);
        for (int copy = 0; copy < copies; copy++) {
            long grown = copy == copies - 1 ? output : 1 + (output * copy) / copies;
            TokenUsage counts =
                    TokenUsage.of(full.freshInput().count(), full.cacheRead().count(), write, Math.min(output, grown));
            ModelRequest.Facts facts = ModelRequest.Facts.of(model, counts.withCacheWrite1h(write / 2));
            Attribution said = explicit.withProject(new Claim(Weights.WORKSPACE_VISITED, session.project()));
            tell(new ModelRequest(envelope(id, session.id(), time, Source.TRANSCRIPT, said), facts), backfill);
        }
        if (copies == 0 || random.nextInt(3) > 0) {
            // Telemetry names the model in its own words and the time at which the answer was complete.
            Instant answered = random.nextInt(3) == 0 ? time.plusMillis(random.nextInt(90_000)) : time;
            agreed = answered.equals(time);
            ModelRequest.Facts facts = ModelRequest.Facts.of(
                    random.nextInt(9) == 0 ? Claim.of(Source.OTLP, "claude-haiku-4-5") : new Claim(5, model.value()),
                    full.withReasoning(output / 3));
            Attribution said = explicit.withUser(
                    explicit.user().isExplicit() ? explicit.user() : new Claim(Weights.USER_EMAIL, session.person()));
            if (random.nextInt(4) > 0) {
                facts = facts.withReportedCost(Money.ofMicroDollars(1 + 13 * output));
            }
            tell(new ModelRequest(envelope(id, session.id(), answered, Source.OTLP, said), facts), false);
        }
        if (random.nextInt(6) == 0) {
            // A fork or a side chain replays the request under another session, maybe on another machine.
            agreed = false;
            String other = random.nextBoolean()
                    ? "fork-of-" + session.id()
                    : sessions.get(random.nextInt(sessions.size())).id();
            Instant when = random.nextBoolean() ? time : time.plusSeconds(random.nextInt(4_000));
            Attribution said = Attribution.NONE.withMachine(new Claim(Weights.OBSERVED, "machine-9"));
            tell(
                    new ModelRequest(
                            envelope(id, other, when.isAfter(now) ? time : when, Source.TRANSCRIPT, said),
                            ModelRequest.Facts.of(model, full)),
                    backfill);
        }
        if (agreed && random.nextInt(3) == 0) {
            expirable.add(new EventId(Kind.MODEL_REQUEST, id).key());
        }
    }

    private Envelope envelope(Kind kind, String id, Session session, Instant time, Source source) {
        return new Envelope(new EventId(kind, id), time, session.id(), Attribution.NONE, Set.of(source), true);
    }

    private static Envelope envelope(String id, String session, Instant time, Source source, Attribution said) {
        return new Envelope(new EventId(Kind.MODEL_REQUEST, id), time, session, said, Set.of(source), true);
    }

    private void tell(UsageEvent report) {
        tell(report, random.nextInt(12) == 0);
    }

    /// Some reports are told again by a second collector.
    private void tell(UsageEvent report, boolean backfill) {
        live.add(new Reported(report, backfill));
        if (random.nextInt(5) == 0) {
            copied.add(new Reported(report, backfill || random.nextInt(4) == 0));
        }
    }

    private List<Post> packed() {
        List<Post> posts = new ArrayList<>();
        pack("laptop", live, posts);
        pack("desktop", copied, posts);
        if (random.nextInt(3) == 0) {
            Collections.shuffle(posts, random);
        } else {
            disorder(posts);
        }
        return posts;
    }

    /// Nearly in order, as the world mostly is.
    private void disorder(List<Post> posts) {
        for (int index = 1; index < posts.size(); index++) {
            if (random.nextInt(4) == 0) {
                Collections.swap(posts, index, random.nextInt(index));
            }
        }
    }

    private void pack(String collector, List<Reported> all, List<Post> posts) {
        List<Reported> reports = new ArrayList<>(all);
        if (random.nextInt(4) == 0) {
            Collections.shuffle(reports, random);
        }
        int most = 1 + random.nextInt(12);
        for (int from = 0; from < reports.size(); ) {
            boolean backfill = reports.get(from).backfill();
            int to = from + 1;
            int room = 1 + random.nextInt(most);
            while (to < reports.size() && to - from < room && reports.get(to).backfill() == backfill) {
                to++;
            }
            posts.add(new Post(
                    collector,
                    backfill,
                    reports.subList(from, to).stream().map(Reported::report).toList()));
            from = to;
        }
    }
}
