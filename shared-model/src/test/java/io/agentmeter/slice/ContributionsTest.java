package io.agentmeter.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.SessionEnded;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.TurnEnded;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContributionsTest {
    private static final Instant TIME = Instant.parse("2026-11-20T09:17:30Z");

    private final Pricer pricer = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);
    private final Contributions contributions =
            new Contributions(new OrganisationCalendar(ZoneId.of("America/New_York")));

    private static Envelope envelope(Kind kind, String id, boolean live, Source... sources) {
        return new Envelope(new EventId(kind, id), TIME, "s", Attribution.NONE, Set.of(sources), live);
    }

    private Contribution of(UsageEvent... events) {
        Slice slice = Slice.empty(SliceKey.firstPageOf(events[0])).fold(List.of(events), pricer);
        return contributions.of(slice.entries().values(), Dimensions.of(Attribution.NONE));
    }

    private static Map<String, String> texts(Counters counters) {
        Map<String, String> texts = new TreeMap<>();
        counters.values().forEach((name, value) -> texts.put(name, value.toPlainString()));
        return texts;
    }

    /// 1,000 x 1 + 20,000 x 0.1 + 300 x 1.25 + 100 x 2 + 50 x 5 = 3,825 millionths of a dollar; 09:17 UTC is 04:17
    /// in New York.
    @Test
    void aRequestIsCountedInItsCellByTheHourAndInItsSessionsDayWithout() {
        TokenUsage tokens =
                TokenUsage.of(1_000, 20_000, 400, 50).withCacheWrite1h(100).withReasoning(7);
        ModelRequest.Facts facts = new ModelRequest.Facts(
                Claim.of(Source.OTLP, "claude-haiku-4-5"),
                tokens,
                null,
                5,
                0,
                Claim.NONE,
                Claim.NONE,
                Claim.NONE,
                Claim.of(Source.OTLP, "api"),
                Claim.NONE,
                Claim.NONE);
        Contribution contribution =
                of(new ModelRequest(envelope(Kind.MODEL_REQUEST, "r", true, Source.OTLP, Source.TRANSCRIPT), facts));
        Map<String, String> expected = new TreeMap<>(Map.of(
                "requests", "1",
                "freshInput", "1000",
                "cacheRead", "20000",
                "cacheWrite", "400",
                "cacheWrite1h", "100",
                "output", "50",
                "reasoning", "7",
                "multiSource", "1",
                "source_otlp", "1",
                "source_transcript", "1"));
        expected.put("cost", "0.003825");
        expected.put("liveCost", "0.003825");
        assertThat(texts(contribution.sessionDay())).isEqualTo(expected);
        expected.put("hour04cost", "0.003825");
        expected.put("hour04requests", "1");
        CellKey cell = new CellKey(
                LocalDate.of(2026, 11, 20), Dimensions.UNATTRIBUTED, "", "", "", "claude-haiku-4-5", "api", "");
        assertThat(contribution.cells()).containsOnlyKeys(cell);
        assertThat(texts(contribution.cells().getOrDefault(cell, Counters.NONE)))
                .isEqualTo(expected);
    }

    @Test
    void whatABackfillReportsIsNotLive() {
        ModelRequest.Facts facts =
                ModelRequest.Facts.of(Claim.of(Source.TRANSCRIPT, "claude-haiku-4-5"), TokenUsage.of(1, 0, 0, 0));
        Counters counters = of(new ModelRequest(envelope(Kind.MODEL_REQUEST, "r", false, Source.TRANSCRIPT), facts))
                .sessionDay();
        assertThat(texts(counters)).containsEntry("cost", "0.000001").doesNotContainKeys("liveCost", "multiSource");
    }

    @Test
    void everythingElseCountsForTheSessionsDayOnly() {
        Claim word = Claim.of(Source.HOOK, "word");
        Contribution contribution = of(
                new TurnStarted(envelope(Kind.TURN_STARTED, "a", true)),
                new TurnEnded(envelope(Kind.TURN_ENDED, "a", true), word),
                new ToolUsed(envelope(Kind.TOOL_USED, "a", true), word, true, 1),
                new ToolUsed(envelope(Kind.TOOL_USED, "b", true), word, false, 1),
                new RequestFailed(envelope(Kind.REQUEST_FAILED, "a", true), word),
                new RateLimited(envelope(Kind.RATE_LIMITED, "a", true), word),
                new SessionStarted(envelope(Kind.SESSION_STARTED, "a", true)),
                new SessionEnded(envelope(Kind.SESSION_ENDED, "a", true), word),
                new Activity(envelope(Kind.ACTIVITY, "a", true), 51, 42, 7, 1, 2, TokenUsage.of(1, 2, 3, 4)));
        assertThat(contribution.cells()).isEmpty();
        Map<String, String> expected = new TreeMap<>(Map.of(
                "turns", "1",
                "toolCalls", "2",
                "toolFailures", "1",
                "errors", "1",
                "rateLimits", "1",
                "activeSeconds", "51",
                "linesAdded", "42",
                "linesRemoved", "7",
                "commits", "1",
                "pullRequests", "2"));
        expected.put("metricTokens", "10");
        assertThat(texts(contribution.sessionDay())).isEqualTo(expected);
    }

    @Test
    void anotherReportOfWhatIsNoRequestIsMergedToo() {
        Claim word = Claim.of(Source.HOOK, "Bash");
        ToolUsed fine = new ToolUsed(envelope(Kind.TOOL_USED, "a", true, Source.HOOK), word, false, 1);
        ToolUsed failed = new ToolUsed(envelope(Kind.TOOL_USED, "a", true, Source.OTLP), word, true, 1);
        assertThat(texts(of(fine, failed).sessionDay())).isEqualTo(Map.of("toolCalls", "1", "toolFailures", "1"));
    }

    @Test
    void contributionsAddUpAndWhatIsTakenBackIsGone() {
        Counters one = Counters.of(Map.of("requests", BigDecimal.ONE));
        CellKey cell = CellKey.of(LocalDate.of(2026, 11, 20), Dimensions.of(Attribution.NONE), "m", "");
        Contribution some = new Contribution(new TreeMap<>(Map.of(cell, one)), one);
        assertThat(some.isEmpty()).isFalse();
        assertThat(some.plus(some).cells().getOrDefault(cell, Counters.NONE).count("requests"))
                .isEqualTo(2);
        assertThat(some.plus(some).minus(some)).isEqualTo(some);
        assertThat(some.minus(some)).isEqualTo(Contribution.NONE);
        assertThat(some.minus(some).isEmpty()).isTrue();
        assertThat(new Contribution(new TreeMap<>(), one).isEmpty()).isFalse();
        assertThat(new Contribution(new TreeMap<>(Map.of(cell, one)), Counters.NONE).isEmpty())
                .isFalse();
    }

    @Test
    void keysOfDaysAndNamesOfCountersAreWhatTheReferenceSays() {
        SessionDayKey key = new SessionDayKey(LocalDate.of(2026, 11, 20), "a#b");
        assertThat(key.text()).isEqualTo("session#a%23b");
        assertThat(SessionDayKey.parse(key.day(), key.text())).isEqualTo(key);
        assertThat(key)
                .isLessThan(new SessionDayKey(key.day(), "b"))
                .isGreaterThan(new SessionDayKey(key.day().minusDays(1), "z"));
        assertThat(CounterNames.hourCost(9)).isEqualTo("hour09cost");
        assertThat(CounterNames.hourRequests(23)).isEqualTo("hour23requests");
        assertThat(CounterNames.isHour("hour09cost")).isTrue();
        assertThat(CounterNames.isHour("cost")).isFalse();
        assertThat(CounterNames.source(Source.OTLP)).isEqualTo("source_otlp");
        Counters counters = Counters.of(Map.of("cost", new BigDecimal("1.50")));
        assertThat(counters).isNotEqualTo(Counters.NONE).hasToString("{cost=1.5}");
        assertThat(counters.hashCode())
                .isEqualTo(Counters.of(Map.of("cost", new BigDecimal("1.5"))).hashCode());
        assertThat(counters.hashCode()).isNotEqualTo(Counters.NONE.hashCode());
        assertThat(counters.minus(counters)).isEqualTo(Counters.NONE);
    }
}
