package io.agentmeter.functions.library.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.control.InMemoryTokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TokenCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final InMemoryTokenStore store = new InMemoryTokenStore();

    private Gate.Verdict verdict(String token, Scope scope, Instant when) {
        return new Gate(store, Clock.fixed(when, ZoneOffset.UTC)).admit("Bearer " + token, scope);
    }

    @Test
    void aTokenThatWasMadeLetsItsOwnerDoWhatItIsForAndNothingElse() {
        String token = TokenCommand.create(store, "team-a", Scope.INGEST, Duration.ZERO, NOW);

        assertThat(verdict(token, Scope.INGEST, NOW.plus(Duration.ofDays(9_999))))
                .isInstanceOfSatisfying(
                        Gate.Verdict.Admitted.class,
                        admitted -> assertThat(admitted.principal().owner()).isEqualTo("team-a"));
        assertThat(verdict(token, Scope.READ, NOW)).isInstanceOf(Gate.Verdict.NotAllowed.class);
    }

    @Test
    void aTokenWithALifeEndsWithIt() {
        String token = TokenCommand.create(store, "ci", Scope.READ, Duration.ofDays(30), NOW);

        assertThat(verdict(token, Scope.READ, NOW.plus(Duration.ofDays(29)))).isInstanceOf(Gate.Verdict.Admitted.class);
        assertThat(verdict(token, Scope.READ, NOW.plus(Duration.ofDays(31)))).isInstanceOf(Gate.Verdict.Unknown.class);
    }
}
