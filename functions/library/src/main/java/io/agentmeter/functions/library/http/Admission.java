package io.agentmeter.functions.library.http;

import io.agentmeter.deployment.Routes;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.tokens.Gate;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.functions.library.tokens.PrincipalContext;
import java.util.Map;
import java.util.Set;

/// Decides whether a request may pass.
@FunctionalInterface
public interface Admission {
    /// Whoever sends a request that needs no token.
    Principal ANYBODY = new Principal("", Set.of(), null);

    Gate.Verdict admit(HttpRequest request, Routes.Route route);

    /// The authorizer in front has checked the token; what it says of the caller is believed. Without a word from
    /// it nobody passes, so a function that was exposed by mistake stays shut.
    static Admission believingAuthorizer() {
        return (request, route) -> {
            if (route.scope() == Scope.NONE) {
                return new Gate.Verdict.Admitted(ANYBODY);
            }
            Map<String, Object> said = request.callerOrNull();
            if (said == null) {
                return new Gate.Verdict.Unknown("send a token: Authorization: Bearer am_...");
            }
            Principal principal = PrincipalContext.read(said);
            return principal.may(route.scope())
                    ? new Gate.Verdict.Admitted(principal)
                    : new Gate.Verdict.NotAllowed(principal, route.scope());
        };
    }

    /// Nothing in front has checked the token, so the function does.
    static Admission checking(Gate gate) {
        return (request, route) -> route.scope() == Scope.NONE
                ? new Gate.Verdict.Admitted(ANYBODY)
                : gate.admit(request.header("authorization").orElse(""), route.scope());
    }
}
