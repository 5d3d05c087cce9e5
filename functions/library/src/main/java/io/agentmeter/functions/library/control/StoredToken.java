package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Routes.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is kept of a token: its hash, never itself.
///
/// @param hash SHA-256 of the token in hexadecimal
/// @param expiresAtOrNull from when on it is refused; absent for a token without an end
public record StoredToken(
        String hash,
        String owner,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAtOrNull) {
    public StoredToken {
        scopes = scopes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    }
}
