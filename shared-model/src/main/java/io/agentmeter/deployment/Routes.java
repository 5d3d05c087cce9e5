package io.agentmeter.deployment;

import java.util.List;

/// The HTTP routes: method, path in API Gateway's notation, the scope a token needs, the function that answers.
public final class Routes {
    /// What a token must be allowed to do. `NONE`: no token at all; `ANY`: any known token.
    public enum Scope {
        NONE,
        ANY,
        INGEST,
        READ,
        ADMIN
    }

    public record Route(String method, String path, Scope scope, Functions function) {
        /// API Gateway's route key, for example `POST /v1/hooks/{agent}`.
        public String key() {
            return method + " " + path;
        }
    }

    private static final List<Route> ALL = List.of(
            new Route("POST", "/v1/events", Scope.INGEST, Functions.INGEST),
            new Route("POST", "/v1/logs", Scope.INGEST, Functions.INGEST),
            new Route("POST", "/v1/metrics", Scope.INGEST, Functions.INGEST),
            new Route("POST", "/v1/traces", Scope.INGEST, Functions.INGEST),
            new Route("POST", "/v1/hooks/{agent}", Scope.INGEST, Functions.INGEST),
            new Route("POST", "/v1/mcp", Scope.INGEST, Functions.INGEST),
            new Route("GET", "/v1/mcp", Scope.INGEST, Functions.INGEST),
            new Route("DELETE", "/v1/mcp", Scope.INGEST, Functions.INGEST),
            new Route("GET", "/v1/budget-state", Scope.ANY, Functions.INGEST),
            new Route("GET", "/v1/statusline", Scope.ANY, Functions.INGEST),
            new Route("GET", "/v1/live", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/summary", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/coverage", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/cubes/{day}", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/sessions", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/sessions/{id}", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/projects", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/agents", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/tasks", Scope.READ, Functions.QUERY),
            new Route("GET", "/v1/alerts", Scope.READ, Functions.ALERTS),
            new Route("POST", "/v1/alerts/actions", Scope.ADMIN, Functions.ALERTS),
            new Route("GET", "/v1/alert-settings", Scope.ADMIN, Functions.ALERTS),
            new Route("PUT", "/v1/alert-settings", Scope.ADMIN, Functions.ALERTS),
            new Route("POST", "/v1/alert-settings/test", Scope.ADMIN, Functions.ALERTS),
            new Route("GET", "/v1/whoami", Scope.ANY, Functions.QUERY),
            new Route("GET", "/v1/reports", Scope.READ, Functions.REPORT),
            new Route("POST", "/v1/reports", Scope.READ, Functions.REPORT),
            new Route("POST", "/v1/plan-windows", Scope.INGEST, Functions.PLAN),
            new Route("GET", "/v1/plans", Scope.READ, Functions.PLAN),
            new Route("PUT", "/v1/plans/{account}", Scope.ADMIN, Functions.PLAN),
            new Route("GET", "/v1/budgets", Scope.READ, Functions.BUDGET),
            new Route("GET", "/v1/budgets/{id}", Scope.READ, Functions.BUDGET),
            new Route("PUT", "/v1/budgets/{id}", Scope.ADMIN, Functions.BUDGET),
            new Route("DELETE", "/v1/budgets/{id}", Scope.ADMIN, Functions.BUDGET),
            new Route("POST", "/v1/budgets/preview", Scope.ADMIN, Functions.BUDGET),
            new Route("POST", "/v1/budgets/{id}/overrides", Scope.ADMIN, Functions.BUDGET),
            new Route("DELETE", "/v1/budgets/{id}/overrides/{override}", Scope.ADMIN, Functions.BUDGET),
            new Route("GET", "/v1/changes", Scope.READ, Functions.BUDGET),
            new Route("GET", "/v1/enforcements", Scope.READ, Functions.BUDGET),
            new Route("GET", "/v1/clients", Scope.READ, Functions.BUDGET),
            new Route("PUT", "/v1/clients/{id}", Scope.ADMIN, Functions.BUDGET),
            new Route("POST", "/v1/audits", Scope.ADMIN, Functions.AUDIT),
            new Route("GET", "/v1/audits/{id}", Scope.READ, Functions.AUDIT),
            new Route("GET", "/healthz", Scope.NONE, Functions.QUERY));

    private Routes() {}

    public static List<Route> all() {
        return ALL;
    }
}
