package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Routes.Scope;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

interface TokenStoreContract {
    Instant NOW = Instant.parse("2026-11-22T09:00:00.123Z");

    TokenStore store();

    @Test
    default void aTokenComesBackAsItWasSaved() {
        TokenStore store = store();
        StoredToken token = new StoredToken("a1", "ann", Set.of(Scope.READ, Scope.ADMIN), NOW, NOW.plusSeconds(60));
        store.save(token);
        assertThat(store.find("a1")).contains(token);
    }

    @Test
    default void aTokenMayHaveNoEnd() {
        TokenStore store = store();
        StoredToken token = new StoredToken("a1", "ann", Set.of(Scope.INGEST), NOW, null);
        store.save(token);
        assertThat(store.find("a1")).contains(token);
    }

    @Test
    default void savingAgainReplaces() {
        TokenStore store = store();
        store.save(new StoredToken("a1", "ann", Set.of(Scope.INGEST), NOW, null));
        StoredToken other = new StoredToken("a1", "bob", Set.of(Scope.READ), NOW, null);
        store.save(other);
        assertThat(store.find("a1")).contains(other);
    }

    @Test
    default void anUnknownOrRemovedTokenIsNotFound() {
        TokenStore store = store();
        store.save(new StoredToken("a1", "ann", Set.of(Scope.INGEST), NOW, null));
        store.remove("a1");
        store.remove("a2");
        assertThat(store.find("a1")).isEmpty();
        assertThat(store.find("a2")).isEmpty();
    }
}
