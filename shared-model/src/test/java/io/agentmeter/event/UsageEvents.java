package io.agentmeter.event;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenDetail;
import io.agentmeter.usage.TokenUsage;
import io.agentmeter.usage.Tokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/// Events for tests: one that stands for all ([#request]), and arbitrary ones of every kind.
public final class UsageEvents {
    public static final Instant TIME = Instant.parse("2026-11-22T09:15:04.480Z");

    private UsageEvents() {}

    /// A model request of 12 fresh, 9400 read, 18200 written and 310 output tokens, reported as 0.049564 USD.
    public static ModelRequest request(String id) {
        return request(id, TIME, "session-1");
    }

    public static ModelRequest request(String id, Instant time, String session) {
        Attribution attribution = Attribution.NONE
                .withProject(new Claim(900, "shop"))
                .withUser(new Claim(800, "ann@example.com"))
                .withAgent(new Claim(500, "claude-code"));
        EventId eventId = new EventId(Kind.MODEL_REQUEST, id);
        return new ModelRequest(
                new Envelope(eventId, time, session, attribution, Set.of(Source.OTLP), true),
                ModelRequest.Facts.of(Claim.of(Source.OTLP, "claude-sonnet-5-5"), TokenUsage.of(12, 9400, 18200, 310))
                        .withReportedCost(Money.ofDollars("0.049564")));
    }

    /// Any event of any kind.
    public static Arbitrary<UsageEvent> any() {
        return Arbitraries.of(Kind.class).flatMap(UsageEvents::any);
    }

    public static Arbitrary<UsageEvent> any(Kind kind) {
        return ids(kind).flatMap(UsageEvents::reportsOf);
    }

    /// Any report of the event with this id: its own time, session, claims and counts.
    public static Arbitrary<UsageEvent> reportsOf(EventId id) {
        Arbitrary<Envelope> envelopes = envelopes(id);
        return switch (id.kind()) {
            case MODEL_REQUEST -> Combinators.combine(envelopes, facts()).as(ModelRequest::new);
            case REQUEST_FAILED -> Combinators.combine(envelopes, claims()).as(RequestFailed::new);
            case TURN_STARTED -> envelopes.map(TurnStarted::new);
            case TURN_ENDED -> Combinators.combine(envelopes, claims()).as(TurnEnded::new);
            case SESSION_STARTED -> envelopes.map(SessionStarted::new);
            case SESSION_ENDED -> Combinators.combine(envelopes, claims()).as(SessionEnded::new);
            case TOOL_USED ->
                Combinators.combine(envelopes, claims(), Arbitraries.of(true, false), counts())
                        .as(ToolUsed::new);
            case TASK_CHANGED ->
                Combinators.combine(envelopes, claims(), claims()).as(TaskChanged::new);
            case RATE_LIMITED -> Combinators.combine(envelopes, claims()).as(RateLimited::new);
            case ACTIVITY ->
                Combinators.combine(envelopes, counts(), counts(), counts(), counts(), counts(), tokenUsages())
                        .as(Activity::new);
        };
    }

    public static Arbitrary<EventId> ids(Kind kind) {
        return names(EventId.MAX_LENGTH).map(text -> new EventId(kind, text));
    }

    /// Any claim: absent, of a source, from resource attributes, explicit; few values, so that claims meet.
    public static Arbitrary<Claim> claims() {
        Arbitrary<Integer> weights =
                Arbitraries.oneOf(Arbitraries.of(0, 1, 2, 5, 6, 100, 500, 900, Claim.EXPLICIT), Arbitraries.integers());
        Arbitrary<String> values = Arbitraries.oneOf(Arbitraries.of("", "a", "b", "shop"), Arbitraries.strings());
        return Combinators.combine(weights, values).as(Claim::new);
    }

    public static Arbitrary<Attribution> attributions() {
        Arbitrary<Claim> claims = claims();
        return Combinators.combine(claims, claims, claims, claims, claims, claims, claims)
                .as(Attribution::new);
    }

    public static Arbitrary<TokenUsage> tokenUsages() {
        Arbitrary<Tokens> tokens = counts().map(Tokens::of);
        Arbitrary<TokenDetail> details =
                Arbitraries.oneOf(Arbitraries.just(TokenDetail.UNKNOWN), counts().map(TokenDetail::of));
        return Combinators.combine(tokens, tokens, tokens, tokens, details, details)
                .as(TokenUsage::new);
    }

    public static Arbitrary<Money> costs() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1000000"))
                .ofScale(9)
                .map(Money::new);
    }

    /// Any time of the supported years, to the millisecond.
    public static Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2000-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli())
                .map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Envelope> envelopes(EventId id) {
        return Combinators.combine(
                        times(),
                        names(50),
                        attributions(),
                        Arbitraries.of(Source.class).set(),
                        Arbitraries.of(true, false))
                .as((time, session, attribution, sources, live) ->
                        new Envelope(id, time, session, attribution, sources, live));
    }

    private static Arbitrary<ModelRequest.Facts> facts() {
        Arbitrary<Claim> claims = claims();
        Arbitrary<Claim[]> manyClaims = claims.array(Claim[].class).ofSize(7);
        Arbitrary<@Nullable Money> costsOrNull = costs().injectNull(0.3);
        return Combinators.combine(tokenUsages(), costsOrNull, counts(), counts(), manyClaims)
                .as((tokens, cost, duration, searches, claim) -> new ModelRequest.Facts(
                        claim[0], tokens, cost, duration, searches, claim[1], claim[2], claim[3], claim[4], claim[5],
                        claim[6]));
    }

    private static Arbitrary<Long> counts() {
        return Arbitraries.oneOf(
                Arbitraries.just(0L),
                Arbitraries.longs().between(0, 1_000),
                Arbitraries.longs().between(0, 1_000_000_000_000L));
    }

    private static Arbitrary<String> names(int maxLength) {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(maxLength)
                .map(Names::clean)
                .filter(name -> !name.isBlank());
    }
}
