package io.agentmeter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.format.EventFormat.Unreadable;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The checks can fail.
class PromisesTest {
    @Test
    void aCostOfEndlessDigitsBreaksAPromise() {
        Money endless = new Money(new BigDecimal("1e-900"));
        assertThatThrownBy(() -> Promises.hold(List.of(request(TokenUsage.of(1, 0, 0, 1), endless))))
                .isInstanceOf(BrokenPromise.class);
    }

    @Test
    void countsThatCannotBeAddedUpBreakAPromise() {
        TokenUsage huge = TokenUsage.of(Long.MAX_VALUE, Long.MAX_VALUE, 0, 1);
        assertThatThrownBy(() -> Promises.hold(List.of(request(huge, Money.ZERO))))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aReasonThatQuotesTheBodyBreaksAPromise() {
        assertThatThrownBy(() -> Promises.hold(new Unreadable("no JSON: " + "secret ".repeat(100), "")))
                .isInstanceOf(BrokenPromise.class);
    }

    @Test
    void theSameSeedDamagesInTheSameWayAndAnotherInAnother() {
        byte[] input = Target.NATIVE.seeds().getFirst();
        assertThat(new Damage(new Random(1)).ofStructure(input))
                .isEqualTo(new Damage(new Random(1)).ofStructure(input));
        assertThat(new Damage(new Random(1)).ofBytes(input)).isNotEqualTo(new Damage(new Random(2)).ofBytes(input));
    }

    @Test
    void everyTargetIsFoundByItsName() {
        assertThat(Arrays.stream(Target.values()).map(Target::label).map(Target::of))
                .containsExactly(Target.values());
    }

    private static ModelRequest request(TokenUsage tokens, Money cost) {
        Envelope envelope = new Envelope(
                new EventId(Kind.MODEL_REQUEST, "r"),
                Instant.parse("2026-11-20T09:00:00Z"),
                "s",
                Attribution.NONE,
                Set.of(Source.OTLP),
                true);
        return new ModelRequest(
                envelope,
                ModelRequest.Facts.of(Claim.of(Source.OTLP, "claude-haiku-4-5"), tokens)
                        .withReportedCost(cost));
    }
}
