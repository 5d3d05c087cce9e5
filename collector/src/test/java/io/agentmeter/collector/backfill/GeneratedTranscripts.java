package io.agentmeter.collector.backfill;

import io.agentmeter.collector.Laptop;
import io.agentmeter.usage.TokenUsage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// Transcripts of any size from a seed, with what a right reader finds in them. Responses grow over several
/// lines, and later sessions begin with lines of earlier ones.
final class GeneratedTranscripts {
    private static final List<String> MODELS =
            List.of("claude-sonnet-5-5", "claude-opus-5-5", "claude-haiku-4-5-20251001");

    private final Random random;
    private final List<String> toBeCopied = new ArrayList<>();
    private TokenUsage total = TokenUsage.NONE;
    private int requests;

    GeneratedTranscripts(long seed) {
        random = new Random(seed);
    }

    int requests() {
        return requests;
    }

    TokenUsage total() {
        return total;
    }

    GeneratedTranscripts write(Laptop laptop, int sessions, int responsesEach) {
        for (int session = 0; session < sessions; session++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            String project = "shop-" + session % 3;
            Path file = laptop.home().resolve(".claude/projects/-home-dev-" + project + "/" + id + ".jsonl");
            List<String> lines = new ArrayList<>();
            if (random.nextBoolean()) {
                lines.addAll(toBeCopied);
                toBeCopied.clear();
            }
            Instant time = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(random.nextInt(20 * 86_400));
            for (int response = 0; response < responsesEach; response++) {
                time = time.plusMillis(1 + random.nextInt(60_000));
                addResponse(lines, id, project, time);
            }
            laptop.write(file, String.join("\n", lines) + "\n");
        }
        return this;
    }

    private void addResponse(List<String> lines, String session, String project, Instant time) {
        TokenUsage tokens = TokenUsage.of(
                1 + random.nextInt(400), random.nextInt(90_000), random.nextInt(3_000), 10 + random.nextInt(2_000));
        requests++;
        total = TokenUsage.of(
                total.freshInput().count() + tokens.freshInput().count(),
                total.cacheRead().count() + tokens.cacheRead().count(),
                total.cacheWrite().count() + tokens.cacheWrite().count(),
                total.output().count() + tokens.output().count());
        String model = MODELS.get(random.nextInt(MODELS.size()));
        lines.add(String.format(
                Locale.ROOT, """
                {"type":"user","uuid":"%s","sessionId":"%s","timestamp":"%s","message":{"content":"%s"}}""", UUID.randomUUID(), session, time, "content ".repeat(random.nextInt(50))));
        for (long output : random.nextBoolean()
                ? new long[] {1, tokens.output().count()}
                : new long[] {tokens.output().count()}) {
            lines.add(String.format(
                    Locale.ROOT,
                    """
                    {"type":"assistant","uuid":"%s","sessionId":"%s","timestamp":"%s","cwd":"/home/dev/%s","requestId":"req_%d",\
                    "message":{"id":"msg_%d","model":"%s","usage":{"input_tokens":%d,"cache_read_input_tokens":%d,\
                    "cache_creation_input_tokens":%d,"output_tokens":%d}}}""",
                    UUID.randomUUID(),
                    session,
                    time,
                    project,
                    requests,
                    requests,
                    model,
                    tokens.freshInput().count(),
                    tokens.cacheRead().count(),
                    tokens.cacheWrite().count(),
                    output));
        }
        if (random.nextInt(10) == 0) {
            toBeCopied.add(lines.getLast());
        }
    }
}
