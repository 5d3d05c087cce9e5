package io.agentmeter.functions.library.tokens;

import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.control.StoredToken;
import io.agentmeter.functions.library.control.TokenStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Decides who may pass, by token. A token is believed for a minute after it was looked up; its end is looked at every
/// time. Tokens that are unknown are asked for again, so a new one works at once.
public final class Gate {
    /// How long a token that was taken away may still work.
    public static final Duration BELIEVED = Duration.ofSeconds(60);

    private static final int MOST_REMEMBERED = 10_000;
    private static final String SCHEME = "Bearer ";

    /// The answer to one request.
    public sealed interface Verdict {
        record Admitted(Principal principal) implements Verdict {}

        /// @param why for the caller: what is wrong with the token
        record Unknown(String why) implements Verdict {}

        record NotAllowed(Principal principal, Scope wanted) implements Verdict {}
    }

    private record Known(StoredToken token, Instant until) {}

    private final TokenStore store;
    private final Clock clock;
    private final Map<String, Known> remembered = new ConcurrentHashMap<>();

    public Gate(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// @param authorization the header's value; empty if there was none
    public Verdict admit(String authorization, Scope wanted) {
        if (authorization.isBlank()) {
            return new Verdict.Unknown("send a token: Authorization: Bearer am_...");
        }
        String said = authorization.strip();
        if (!said.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Verdict.Unknown("the Authorization header must be Bearer and a token");
        }
        Optional<Token> token = Token.parse(said.substring(SCHEME.length()).strip());
        if (token.isEmpty()) {
            return new Verdict.Unknown("this is not a token of AgentMeter; it may have been cut or mistyped");
        }
        return find(token.get().hash())
                .map(stored -> judge(stored, wanted))
                .orElseGet(() -> new Verdict.Unknown("this token is not known"));
    }

    private Verdict judge(StoredToken stored, Scope wanted) {
        Instant end = stored.expiresAtOrNull();
        if (end != null && !clock.instant().isBefore(end)) {
            return new Verdict.Unknown("this token has expired");
        }
        Principal principal = new Principal(stored.owner(), stored.scopes(), end);
        return principal.may(wanted) ? new Verdict.Admitted(principal) : new Verdict.NotAllowed(principal, wanted);
    }

    private Optional<StoredToken> find(String hash) {
        Instant now = clock.instant();
        Known known = remembered.get(hash);
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.token());
        }
        remembered.remove(hash);
        Optional<StoredToken> found = store.find(hash).filter(token -> same(token.hash(), hash));
        found.ifPresent(token -> remember(hash, new Known(token, now.plus(BELIEVED))));
        return found;
    }

    private void remember(String hash, Known known) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(hash, known);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
