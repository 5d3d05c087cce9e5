package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.report.Dimension;
import io.agentmeter.slice.Pricer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/// Hands each route to whoever answers it.
final class QueryRouter implements HttpFront.Work {
    private final LiveAnswer live;
    private final SummaryAnswer summary;
    private final CoverageAnswer coverage;
    private final CubeAnswer cube;
    private final SessionsAnswer sessions;
    private final SessionAnswer session;
    private final HealthAnswer health;

    QueryRouter(QueryStores stores, View view, Pricer pricer, String version) {
        this.live = new LiveAnswer(stores, view);
        this.summary = new SummaryAnswer(stores, view);
        this.coverage = new CoverageAnswer(stores, view);
        this.cube = new CubeAnswer(stores, view);
        this.sessions = new SessionsAnswer(stores, view);
        this.session = new SessionAnswer(stores, view, pricer);
        this.health = new HealthAnswer(stores, version);
    }

    @Override
    public HttpAnswer answer(HttpRequest request, Routes.Route route, Principal caller) {
        Parameters parameters = new Parameters(request.query());
        return switch (route.key()) {
            case "GET /v1/live" -> live.answer();
            case "GET /v1/summary" -> summary.answer(parameters);
            case "GET /v1/coverage" -> coverage.answer(parameters);
            case "GET /v1/projects" -> summary.list("projects", Dimension.PROJECT, parameters);
            case "GET /v1/agents" -> summary.list("agents", Dimension.AGENT, parameters);
            case "GET /v1/tasks" -> summary.list("tasks", Dimension.TASK, parameters);
            case "GET /v1/cubes/{day}" -> cube.answer(request.pathParameter("day"), parameters);
            case "GET /v1/sessions" -> sessions.answer(parameters);
            case "GET /v1/sessions/{id}" -> session.answer(request.pathParameter("id"), parameters);
            case "GET /v1/whoami" -> whoAmI(caller);
            case "GET /healthz" -> health.answer(parameters);
            default -> throw new IllegalStateException("the table of routes gives me one that I do not know: " + route);
        };
    }

    private static HttpAnswer whoAmI(Principal caller) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("owner", caller.owner());
        Arrays.stream(Routes.Scope.values())
                .filter(scope -> scope != Routes.Scope.NONE && scope != Routes.Scope.ANY && caller.may(scope))
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .sorted()
                .forEach(json.putArray("scopes")::add);
        Instant end = caller.expiresAtOrNull();
        json.put("expiresAt", end == null ? null : end.toString());
        return HttpAnswer.json(200, json);
    }
}
