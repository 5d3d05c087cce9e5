package io.agentmeter.functions.library.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.control.InMemoryTokenStore;
import io.agentmeter.functions.library.control.StoredToken;
import io.agentmeter.functions.library.control.TokenStore;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.tokens.Gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final SettableClock clock = new SettableClock(NOW);
    private final Gate gate = new Gate(store, clock);

    @Test
    void aKnownTokenWithTheScopePasses() {
        String token = known(Scope.INGEST, null);
        assertThat(gate.admit("Bearer " + token, Scope.INGEST))
                .isEqualTo(new Verdict.Admitted(new Principal("ann", Set.of(Scope.INGEST), null)));
        assertThat(gate.admit("bearer  " + token, Scope.ANY)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void aScopeOpensNothingElse() {
        String ingest = known(Scope.INGEST, null);
        String read = known(Scope.READ, null);
        assertThat(gate.admit("Bearer " + ingest, Scope.READ)).isInstanceOf(Verdict.NotAllowed.class);
        assertThat(gate.admit("Bearer " + read, Scope.INGEST)).isInstanceOf(Verdict.NotAllowed.class);
    }

    @Test
    void anAdministratorMayRead() {
        String admin = known(Scope.ADMIN, null);
        assertThat(gate.admit("Bearer " + admin, Scope.READ)).isInstanceOf(Verdict.Admitted.class);
        assertThat(gate.admit("Bearer " + admin, Scope.INGEST)).isInstanceOf(Verdict.NotAllowed.class);
    }

    @Test
    void whatIsNoTokenIsRefusedWithoutAskingTheStore() {
        List<String> asked = new ArrayList<>();
        Gate watched = new Gate(new Watched(asked), clock);
        String wrong = Tokens.newToken(Scope.READ).secretText().replaceFirst(".$", "!");
        for (String header : List.of("", "  ", "Basic YWJj", "Bearer", "Bearer nonsense", "Bearer " + wrong)) {
            assertThat(watched.admit(header, Scope.READ)).isInstanceOf(Verdict.Unknown.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aTokenIsLookedUpOnceAMinute() {
        List<String> asked = new ArrayList<>();
        Gate watched = new Gate(new Watched(asked), clock);
        String token = known(Scope.READ, null);
        watched.admit("Bearer " + token, Scope.READ);
        clock.advance(Duration.ofSeconds(59));
        watched.admit("Bearer " + token, Scope.READ);
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        watched.admit("Bearer " + token, Scope.READ);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aTokenThatWasTakenAwayIsRefusedAfterAMinute() {
        String token = known(Scope.READ, null);
        assertThat(gate.admit("Bearer " + token, Scope.READ)).isInstanceOf(Verdict.Admitted.class);
        store.remove(Token.parse(token).orElseThrow().hash());
        clock.advance(Gate.BELIEVED);
        assertThat(gate.admit("Bearer " + token, Scope.READ)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void anExpiredTokenIsRefusedAtOnceEvenIfRemembered() {
        String token = known(Scope.READ, NOW.plusSeconds(10));
        clock.advance(Duration.ofMillis(9_999));
        assertThat(gate.admit("Bearer " + token, Scope.READ)).isInstanceOf(Verdict.Admitted.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(gate.admit("Bearer " + token, Scope.READ)).isEqualTo(new Verdict.Unknown("this token has expired"));
    }

    @Test
    void aNewTokenWorksAtOnce() {
        Token token = Tokens.newToken(Scope.READ);
        String header = "Bearer " + token.secretText();
        assertThat(gate.admit(header, Scope.READ)).isEqualTo(new Verdict.Unknown("this token is not known"));
        store.save(new StoredToken(token.hash(), "ann", Set.of(Scope.READ), NOW, null));
        assertThat(gate.admit(header, Scope.READ)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void whatTheAuthorizerSaysOfACallerComesBack() {
        Principal principal = new Principal("ann", Set.of(Scope.READ, Scope.ADMIN), NOW);
        assertThat(PrincipalContext.read(PrincipalContext.write(principal))).isEqualTo(principal);
        Principal endless = new Principal("bob", Set.of(), null);
        assertThat(PrincipalContext.read(PrincipalContext.write(endless))).isEqualTo(endless);
    }

    private String known(Scope scope, @Nullable Instant end) {
        Token token = Tokens.newToken(scope);
        store.save(new StoredToken(token.hash(), "ann", Set.of(scope), NOW, end));
        return token.secretText();
    }

    private final class Watched implements TokenStore {
        private final List<String> asked;

        Watched(List<String> asked) {
            this.asked = asked;
        }

        @Override
        public void save(StoredToken token) {
            store.save(token);
        }

        @Override
        public Optional<StoredToken> find(String hash) {
            asked.add(hash);
            return store.find(hash);
        }

        @Override
        public void remove(String hash) {
            store.remove(hash);
        }
    }
}
