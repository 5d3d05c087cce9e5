package io.agentmeter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for each kind of event by itself.
class EveryKindTest {
    private static final Instant LATER = UsageEvents.TIME.plusSeconds(60);
    private static final Claim WORD = Claim.of(Source.HOOK, "word");
    private static final Claim BETTER = Claim.of(Source.TRANSCRIPT, "better");

    static List<UsageEvent> events() {
        return List.of(
                UsageEvents.request("id"),
                new RequestFailed(envelope(Kind.REQUEST_FAILED), WORD),
                new TurnStarted(envelope(Kind.TURN_STARTED)),
                new TurnEnded(envelope(Kind.TURN_ENDED), WORD),
                new ToolUsed(envelope(Kind.TOOL_USED), WORD, false, 5),
                new TaskChanged(envelope(Kind.TASK_CHANGED), WORD, WORD),
                new RateLimited(envelope(Kind.RATE_LIMITED), WORD),
                new SessionStarted(envelope(Kind.SESSION_STARTED)),
                new SessionEnded(envelope(Kind.SESSION_ENDED), WORD),
                new Activity(envelope(Kind.ACTIVITY), 1, 2, 3, 4, 5, TokenUsage.of(1, 2, 3, 4)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventKeepsEverythingButItsEnvelope(UsageEvent event) {
        Envelope mine = event.envelope();
        Envelope other =
                new Envelope(mine.id(), LATER, "another", Attribution.NONE, Set.of(Source.IMPORT), !mine.live());
        UsageEvent moved = event.withEnvelope(other);
        assertThat(moved.envelope()).isEqualTo(other);
        assertThat(moved.time()).isEqualTo(LATER);
        assertThat(moved.session()).isEqualTo("another");
        assertThat(moved.kind()).isEqualTo(mine.id().kind());
        assertThat(moved.withEnvelope(mine)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void onlyWorkIsActivity(UsageEvent event) {
        boolean isWork =
                !Set.of(Kind.SESSION_STARTED, Kind.SESSION_ENDED, Kind.ACTIVITY).contains(event.kind());
        assertThat(event.isActivity()).isEqualTo(isWork);
    }

    @Test
    void ofTwoReportedCostsTheLargerHoldsAndOneIsBetterThanNone() {
        ModelRequest none = cost(null);
        ModelRequest low = cost("0.1");
        ModelRequest high = cost("0.2");
        assertThat(none.merge(low).facts().reportedCost()).contains(Money.ofDollars("0.1"));
        assertThat(low.merge(none).facts().reportedCost()).contains(Money.ofDollars("0.1"));
        assertThat(low.merge(high).facts().reportedCost()).contains(Money.ofDollars("0.2"));
        assertThat(high.merge(low).facts().reportedCost()).contains(Money.ofDollars("0.2"));
        assertThat(none.merge(none).facts().reportedCost()).isEmpty();
    }

    @Test
    void wordsOfTheBetterSourceHoldAndFailuresStay() {
        ToolUsed fine = new ToolUsed(envelope(Kind.TOOL_USED), WORD, false, 5);
        ToolUsed failed = new ToolUsed(envelope(Kind.TOOL_USED), BETTER, true, 3);
        assertThat(fine.merge(failed)).isEqualTo(new ToolUsed(envelope(Kind.TOOL_USED), BETTER, true, 5));
        assertThat(failed.merge(fine)).isEqualTo(new ToolUsed(envelope(Kind.TOOL_USED), BETTER, true, 5));
        TurnEnded ended = new TurnEnded(envelope(Kind.TURN_ENDED), WORD);
        assertThat(ended.merge(new TurnEnded(envelope(Kind.TURN_ENDED), BETTER)).outcome())
                .isEqualTo(BETTER);
    }

    private static ModelRequest cost(@Nullable String dollars) {
        ModelRequest.Facts facts = ModelRequest.Facts.of(WORD, TokenUsage.of(1, 0, 0, 1));
        return new ModelRequest(
                envelope(Kind.MODEL_REQUEST),
                dollars == null ? facts : facts.withReportedCost(Money.ofDollars(dollars)));
    }

    private static Envelope envelope(Kind kind) {
        return new Envelope(
                new EventId(kind, "id"), UsageEvents.TIME, "session", Attribution.NONE, Set.of(Source.HOOK), true);
    }
}
