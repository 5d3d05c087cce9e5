package io.agentmeter.collector.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.claudecode.transcript.TranscriptParser;
import io.agentmeter.format.claudecode.transcript.TranscriptSession;
import io.agentmeter.pricing.Consumption;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.pricing.Quote;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TallyTest {
    private static final PriceBook BOOK = PriceBook.standard();
    private static final List<String> MODELS = List.of("claude-sonnet-4-5", "claude-haiku-5-5", "no-such-model", "");

    /// A session as it was read, and when it began.
    private record Session(SessionFiles files, TranscriptSession content) {}

    @Property(tries = 200)
    void addsUpWhatSingleEventsAddUpTo(@ForAll long seed) {
        List<Session> sessions = sessions(new Random(seed));
        Map<String, ModelRequest> requests = new LinkedHashMap<>();
        for (Session session : sessions) { // in the order in which they began, as the server gets them
            for (UsageEvent event : session.content().events()) {
                requests.merge(event.id().text(), (ModelRequest) event, (mine, other) -> mine.merge(other));
            }
        }
        Money cost = Money.ZERO;
        long unpriced = 0;
        TokenUsage tokens = TokenUsage.NONE;
        for (ModelRequest request : requests.values()) {
            switch (BOOK.quote(Consumption.of(request))) {
                case Quote.Priced(Money each, String _) -> cost = cost.plus(each);
                case Quote.Unpriced _ -> unpriced++;
            }
            TokenUsage each = request.facts().tokens();
            tokens = TokenUsage.of(
                    tokens.freshInput().plus(each.freshInput()).count(),
                    tokens.cacheRead().plus(each.cacheRead()).count(),
                    tokens.cacheWrite().plus(each.cacheWrite()).count(),
                    tokens.output().plus(each.output()).count());
        }

        Sums.Line all = sums(sessions).all();
        assertThat(all.requests).isEqualTo(requests.size());
        assertThat(all.unpriced).isEqualTo(unpriced);
        assertThat(all.cost).isEqualTo(cost);
        assertThat(TokenUsage.of(all.freshInput, all.cacheRead, all.cacheWrite, all.output))
                .isEqualTo(tokens);
    }

    @Property(tries = 200)
    void givesTheSameSumsInAnyOrder(@ForAll long seed) {
        Random random = new Random(seed);
        List<Session> sessions = sessions(random);
        String expected = text(sums(sessions));
        Collections.shuffle(sessions, random);
        assertThat(text(sums(sessions))).isEqualTo(expected);
    }

    private static Sums sums(List<Session> sessions) {
        Tally tally = new Tally();
        sessions.forEach(session -> tally.add(session.files(), session.content(), Instant.EPOCH));
        return Sums.of(tally, BOOK);
    }

    private static String text(Sums sums) {
        StringBuilder text = new StringBuilder();
        sums.models()
                .forEach((model, line) -> text.append(model)
                        .append(' ')
                        .append(List.of(line.requests, line.unpriced, line.freshInput, line.cacheRead, line.cacheWrite))
                        .append(List.of(line.cacheWrite1h, line.output, line.webSearches))
                        .append(line.cost)
                        .append('\n'));
        return text.toString();
    }

    /// Requests have copies in several sessions, at other times and with other counts; their model stays.
    private static List<Session> sessions(Random random) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String key = "session-" + i;
            TranscriptSession content = new TranscriptSession("-w");
            TranscriptParser parser = new TranscriptParser();
            for (int j = 0; j < 15; j++) {
                byte[] line = line(random, key).getBytes(StandardCharsets.UTF_8);
                content.add(parser.read(line, 0, line.length));
            }
            Instant begins = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(i);
            sessions.add(new Session(
                    new SessionFiles(
                            key,
                            "-w",
                            new SessionFiles.Beginning(() -> begins),
                            List.of(new SessionFiles.SourceFile(Path.of(key), 1, 1))),
                    content));
        }
        return sessions;
    }

    private static String line(Random random, String session) {
        int id = random.nextInt(40);
        return String.format(
                Locale.ROOT,
                """
                {"type":"assistant","uuid":"u","sessionId":"%s","timestamp":"2026-%02d-20T09:15:04.%03dZ","requestId":"req_%d",\
                "message":{"id":"msg_%d","model":"%s","usage":{"input_tokens":%d,"cache_read_input_tokens":%d,\
                "cache_creation_input_tokens":%d,"output_tokens":%d,"cache_creation":{"ephemeral_5m_input_tokens":%d,\
                "ephemeral_1h_input_tokens":%d},"server_tool_use":{"web_search_requests":%d}}}}""",
                session,
                1 + random.nextInt(11),
                random.nextInt(1_000),
                id,
                id,
                MODELS.get(id % MODELS.size()),
                1 + random.nextInt(200),
                random.nextInt(300_000),
                random.nextInt(3_000),
                random.nextInt(2_000),
                random.nextInt(100),
                random.nextInt(100),
                random.nextInt(2));
    }
}
