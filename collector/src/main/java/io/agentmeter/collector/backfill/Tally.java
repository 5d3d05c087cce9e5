package io.agentmeter.collector.backfill;

import io.agentmeter.event.Names;
import io.agentmeter.format.claudecode.transcript.TranscriptLine;
import io.agentmeter.format.claudecode.transcript.TranscriptSession;
import io.agentmeter.pricing.Consumption;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import io.agentmeter.usage.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every request once, however many sessions have a copy. Sessions may come in any order and from several threads: of
/// copies the counts are the largest, and time and words are those of the session that began first, as on the server.
final class Tally {
    private final RequestTable requests = new RequestTable();
    private final List<SessionFiles> sessions = new ArrayList<>();
    private final List<Words> words = new ArrayList<>();
    private final Map<Words, Integer> numbers = new HashMap<>();
    private long copies;

    /// What of a request, besides its time and counts, decides its price.
    record Words(String model, String speed, String serviceTier, String region) {
        static Words of(TranscriptLine.Usage usage) {
            return new Words(
                    Names.clean(usage.model()),
                    Names.clean(usage.speed()),
                    Names.clean(usage.serviceTier()),
                    Names.clean(usage.region()));
        }

        Consumption consumption(Instant time, TokenUsage tokens, long webSearches) {
            return new Consumption(model, time, tokens, webSearches, speed, serviceTier, region);
        }
    }

    /// Takes one request after the other.
    interface Taker {
        /// @param words number of its [#words]
        void take(int words, Instant time, TokenUsage tokens, long webSearches);
    }

    synchronized long requests() {
        return requests.size();
    }

    /// Requests that another session had already.
    synchronized long copies() {
        return copies;
    }

    /// @param since requests before it are left out
    synchronized void add(SessionFiles session, TranscriptSession content, Instant since) {
        int number = sessions.size();
        sessions.add(session);
        content.forEachRequest((id, time, usage) -> {
            if (!time.isBefore(since)) {
                add(number, id, time, usage);
            }
        });
    }

    private void add(int session, String id, Instant time, TranscriptLine.Usage usage) {
        int found = requests.rowOf(id);
        int row = found < 0 ? -1 - found : found;
        boolean isCopy = found >= 0;
        if (isCopy) {
            copies++;
        }
        if (!isCopy || isOwner(session, time, row)) {
            requests.own(row, time.toEpochMilli(), number(Words.of(usage)), session);
        }
        TokenUsage tokens = usage.tokens();
        requests.raise(row, 0, tokens.freshInput().count());
        requests.raise(row, 1, tokens.cacheRead().count());
        requests.raise(row, 2, tokens.cacheWrite().count());
        requests.raise(row, 3, tokens.output().count());
        requests.raise(row, 4, tokens.cacheWrite1h().orNone().count());
        requests.raise(row, 5, usage.webSearches());
    }

    private boolean isOwner(int session, Instant time, int row) {
        int order = SessionFiles.ORDER.compare(sessions.get(session), sessions.get(requests.session(row)));
        return order < 0 || order == 0 && time.toEpochMilli() < requests.time(row);
    }

    private int number(Words said) {
        Integer known = numbers.get(said);
        if (known != null) {
            return known;
        }
        numbers.put(said, words.size());
        words.add(said);
        return words.size() - 1;
    }

    synchronized Words words(int number) {
        return words.get(number);
    }

    synchronized void forEach(Taker taker) {
        for (int row = 0; row < requests.size(); row++) {
            TokenUsage tokens = new TokenUsage(
                    Tokens.of(requests.count(row, 0)),
                    Tokens.of(requests.count(row, 1)),
                    Tokens.of(requests.count(row, 2)),
                    Tokens.of(requests.count(row, 3)),
                    TokenDetail.of(requests.count(row, 4)),
                    TokenDetail.UNKNOWN);
            taker.take(requests.words(row), Instant.ofEpochMilli(requests.time(row)), tokens, requests.count(row, 5));
        }
    }
}
