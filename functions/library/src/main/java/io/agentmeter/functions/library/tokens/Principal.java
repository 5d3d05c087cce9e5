package io.agentmeter.functions.library.tokens;

import io.agentmeter.deployment.Routes.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whoever holds a known token.
///
/// @param owner the name the token was made for
/// @param expiresAtOrNull absent for a token without an end
public record Principal(
        String owner, Set<Scope> scopes, @Nullable Instant expiresAtOrNull) {
    public Principal {
        scopes = scopes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    }

    /// An administrator may also read.
    public boolean may(Scope wanted) {
        return switch (wanted) {
            case NONE, ANY -> true;
            case READ -> scopes.contains(Scope.READ) || scopes.contains(Scope.ADMIN);
            case INGEST, ADMIN -> scopes.contains(wanted);
        };
    }
}
