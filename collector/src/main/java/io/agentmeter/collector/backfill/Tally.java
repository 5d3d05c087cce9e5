package io.agentmeter.collector.backfill;

import io.agentmeter.event.Names;
import io.agentmeter.format.claudecode.transcript.TranscriptLine;
import io.agentmeter.format.claudecode.transcript.TranscriptSession;
import io.agentmeter.pricing.Consumption;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every request once, however many sessions have a copy. Sessions may come in any order and from several threads: of
/// copies the counts are the largest, and time and words are those of the session that began first, as on the server.
final class Tally {
    static final int FRESH_INPUT = 0;
    static final int CACHE_READ = 1;
    static final int CACHE_WRITE = 2;
    static final int CACHE_WRITE_1H = 3;
    static final int OUTPUT = 4;
    static final int WEB_SEARCHES = 5;

    private final RequestTable requests = new RequestTable();
    private final List<SessionFiles> sessions = new ArrayList<>();
    private final List<Words> words = new ArrayList<>();
    private final Map<Words, Integer> numbers = new HashMap<>();
    private final @Nullable Recent[] recent = new Recent[8];
    private int nextRecent;
    private final long[] counts = new long[RequestTable.COUNTS];
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

    /// Words as a line has them, and their number.
    private record Recent(String model, String speed, String serviceTier, String region, int number) {
        boolean isOf(TranscriptLine.Usage usage) {
            return model.equals(usage.model())
                    && speed.equals(usage.speed())
                    && serviceTier.equals(usage.serviceTier())
                    && region.equals(usage.region());
        }
    }

    /// Takes one request after the other.
    interface Taker {
        /// @param words number of its [#words]
        /// @param counts by the places named here, until the next one comes
        void take(int words, long time, long[] counts);
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
            requests.own(row, time.toEpochMilli(), number(usage), session);
        }
        TokenUsage tokens = usage.tokens();
        counts[FRESH_INPUT] = tokens.freshInput().count();
        counts[CACHE_READ] = tokens.cacheRead().count();
        counts[CACHE_WRITE] = tokens.cacheWrite().count();
        counts[CACHE_WRITE_1H] = Math.max(0, tokens.cacheWrite1h().countOrUnknown());
        counts[OUTPUT] = tokens.output().count();
        counts[WEB_SEARCHES] = usage.webSearches();
        requests.raise(row, counts);
    }

    private boolean isOwner(int session, Instant time, int row) {
        int order = SessionFiles.ORDER.compare(sessions.get(session), sessions.get(requests.session(row)));
        return order < 0 || order == 0 && time.toEpochMilli() < requests.time(row);
    }

    /// Few words occur, each very often, and the reader gives the same objects for them.
    private int number(TranscriptLine.Usage usage) {
        for (int i = 0; i < recent.length; i++) {
            Recent one = recent[i];
            if (one != null && one.isOf(usage)) {
                return one.number();
            }
        }
        Words said = Words.of(usage);
        Integer known = numbers.putIfAbsent(said, words.size());
        if (known == null) {
            words.add(said);
        }
        int number = known == null ? words.size() - 1 : known;
        recent[nextRecent++ % recent.length] =
                new Recent(usage.model(), usage.speed(), usage.serviceTier(), usage.region(), number);
        return number;
    }

    synchronized Words words(int number) {
        return words.get(number);
    }

    synchronized void forEach(Taker taker) {
        for (int row = 0; row < requests.size(); row++) {
            requests.counts(row, counts);
            taker.take(requests.words(row), requests.time(row), counts);
        }
    }
}
