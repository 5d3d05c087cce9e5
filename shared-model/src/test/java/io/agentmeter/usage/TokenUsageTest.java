package io.agentmeter.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenUsageTest {
    private static final TokenUsage SOME = TokenUsage.of(1, 20, 300, 4_000);

    @Test
    void thePromptIsAllThatWentInAndTheTotalHasTheOutputToo() {
        assertThat(SOME.prompt()).isEqualTo(Tokens.of(321));
        assertThat(SOME.total()).isEqualTo(Tokens.of(4_321));
    }

    @Test
    void anInputThatContainsTheCacheIsTakenApartAndNeverBelowNothing() {
        assertThat(TokenUsage.fromTotalInput(100, 60, 30, 5)).isEqualTo(TokenUsage.of(10, 60, 30, 5));
        assertThat(TokenUsage.fromTotalInput(80, 60, 30, 5)).isEqualTo(TokenUsage.of(0, 60, 30, 5));
    }

    @Test
    void reportsMergePartByPart() {
        TokenUsage other = TokenUsage.of(2, 10, 400, 3_000).withCacheWrite1h(7).withReasoning(0);
        TokenUsage merged = TokenUsage.of(2, 20, 400, 4_000).withCacheWrite1h(7).withReasoning(0);
        assertThat(SOME.merge(other)).isEqualTo(merged);
        assertThat(other.merge(SOME)).isEqualTo(merged);
    }

    @Test
    void aDetailThatIsNotKnownIsNotNothing() {
        assertThat(SOME.cacheWrite1h()).isEqualTo(TokenDetail.UNKNOWN);
        assertThat(TokenDetail.UNKNOWN.isKnown()).isFalse();
        assertThat(TokenDetail.UNKNOWN.orNone()).isEqualTo(Tokens.NONE);
        assertThat(TokenDetail.of(0).isKnown()).isTrue();
        assertThat(TokenDetail.of(0)).isNotEqualTo(TokenDetail.UNKNOWN);
        assertThat(TokenDetail.UNKNOWN.max(TokenDetail.of(0))).isEqualTo(TokenDetail.of(0));
        assertThat(TokenDetail.of(5).max(TokenDetail.of(4))).isEqualTo(TokenDetail.of(5));
        assertThat(TokenDetail.of(9).orNone()).isEqualTo(Tokens.of(9));
    }

    @Test
    void countsAreNeverNegativeAndNeverWrapAround() {
        assertThatThrownBy(() -> Tokens.of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TokenDetail.of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenDetail(-2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tokens.of(Long.MAX_VALUE).plus(Tokens.of(1))).isInstanceOf(ArithmeticException.class);
        assertThat(Tokens.of(5).minus(Tokens.of(7))).isEqualTo(Tokens.NONE);
        assertThat(Tokens.of(7).minus(Tokens.of(5))).isEqualTo(Tokens.of(2));
        assertThat(Tokens.of(7).max(Tokens.of(5))).isEqualTo(Tokens.of(7));
        assertThat(Tokens.of(5).max(Tokens.of(7))).isEqualTo(Tokens.of(7));
        assertThat(Tokens.of(5)).isLessThan(Tokens.of(6));
        assertThat(Tokens.of(0)).isEqualTo(Tokens.NONE);
    }
}
