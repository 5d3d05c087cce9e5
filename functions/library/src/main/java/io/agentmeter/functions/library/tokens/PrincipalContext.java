package io.agentmeter.functions.library.tokens;

import io.agentmeter.deployment.Routes.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the authorizer tells the functions behind it of the caller, as a map of texts: `owner`, `scopes` (separated by
/// commas) and, for a token with an end, `expiresAt`.
public final class PrincipalContext {
    private static final String OWNER = "owner";
    private static final String SCOPES = "scopes";
    private static final String EXPIRES_AT = "expiresAt";

    private PrincipalContext() {}

    public static Map<String, Object> write(Principal principal) {
        Map<String, Object> context = new TreeMap<>();
        context.put(OWNER, principal.owner());
        context.put(
                SCOPES,
                principal.scopes().stream()
                        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",")));
        Instant end = principal.expiresAtOrNull();
        if (end != null) {
            context.put(EXPIRES_AT, end.toString());
        }
        return context;
    }

    public static Principal read(Map<String, Object> context) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        String written = String.valueOf(context.getOrDefault(SCOPES, ""));
        for (Scope scope : Scope.values()) {
            if (Arrays.asList(written.split(",", -1)).contains(scope.name().toLowerCase(Locale.ROOT))) {
                scopes.add(scope);
            }
        }
        String end = String.valueOf(context.getOrDefault(EXPIRES_AT, ""));
        return new Principal(
                String.valueOf(context.getOrDefault(OWNER, "")), scopes, end.isEmpty() ? null : Instant.parse(end));
    }
}
