package io.agentmeter.benchmarks;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// The same requests of the same team every time, as Claude Code's telemetry names them, cut into POSTs of one session
/// each. A POST goes out when its last request is done.
final class Workload {
    static final String DESCRIPTION =
            "100 sessions at once, 20 people, 8 projects, 2 models; a request every 8 s in each; new turn every 6 requests";
    /// Records in a full batch of the events' stream.
    static final int FULL_BATCH = 500;

    private static final int SESSIONS = 100;
    private static final int EVENTS = 6_000;
    private static final Instant START = Instant.parse("2026-11-20T09:00:03Z");
    private static final Duration PAUSE = Duration.ofSeconds(8);
    private static final Attribution NOBODY = Attribution.NONE.withAgent(new Claim(500, "claude-code"));

    private final int perPost;
    private final Random random = new Random(7);

    Workload(int perPost) {
        this.perPost = perPost;
    }

    /// In the order in which they arrive.
    List<List<UsageEvent>> posts() {
        record Post(Instant sent, List<UsageEvent> events) {}
        // Large deliveries are backfills: fewer sessions, each with a long history.
        int sessions = Math.min(SESSIONS, EVENTS / perPost);
        List<Post> posts = new ArrayList<>();
        for (int session = 0; session < sessions; session++) {
            List<UsageEvent> open = new ArrayList<>();
            String turn = "";
            for (int request = 0; request < EVENTS / sessions; request++) {
                turn = request % 6 == 0 ? uuid() : turn;
                Instant time = START.plus(PAUSE.multipliedBy(request)).plusMillis(random.nextInt(8_000));
                open.add(request(session, time, turn));
                if (open.size() == perPost) {
                    posts.add(new Post(time, List.copyOf(open)));
                    open.clear();
                }
            }
        }
        posts.sort(java.util.Comparator.comparing(Post::sent));
        return posts.stream().map(Post::events).toList();
    }

    private UsageEvent request(int session, Instant time, String turn) {
        int person = session % 20;
        Attribution attribution = NOBODY.withProject(new Claim(900, "project-" + person % 8))
                .withUser(new Claim(800, "person." + person + "@example.com"))
                .withTeam(new Claim(800, "platform"))
                .withMachine(new Claim(300, "laptop-" + person));
        String model = session % 5 == 0 ? "claude-opus-5" : "claude-sonnet-5-5";
        long cacheRead = 20_000L + random.nextInt(180_000);
        ModelRequest.Facts facts = new ModelRequest.Facts(
                Claim.of(Source.OTLP, model),
                TokenUsage.of(random.nextInt(300), cacheRead, random.nextInt(9_000), 50 + random.nextInt(2_000)),
                Money.ofDollars(
                        BigDecimal.valueOf(10_000 + random.nextInt(300_000), 6).toPlainString()),
                900 + random.nextInt(20_000),
                0,
                Claim.of(Source.OTLP, "normal"),
                Claim.NONE,
                Claim.NONE,
                Claim.NONE,
                Claim.of(Source.OTLP, "repl_main_thread"),
                Claim.of(Source.OTLP, turn));
        EventId id = new EventId(Kind.MODEL_REQUEST, "req_" + Long.toString(random.nextLong() >>> 1, 36) + "Q7xK2mZp");
        return new ModelRequest(
                new Envelope(id, time, sessionId(session), attribution, Set.of(Source.OTLP), true), facts);
    }

    private static String sessionId(int session) {
        return new UUID(0x5e55100040008000L + session, 0x8000_0000_0000_0000L + session).toString();
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
