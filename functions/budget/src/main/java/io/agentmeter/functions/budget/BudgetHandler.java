package io.agentmeter.functions.budget;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.brake.EnforcementsAnswer;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.functions.library.tokens.Principal;
import java.util.OptionalLong;

/// Lambda entry of the routes of budgets, overrides, clients, changes and enforcements.
public final class BudgetHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final HttpFront front;
    private final BudgetViews views;
    private final BudgetAdmin budgets;
    private final PreviewService previews;
    private final OverrideAdmin overrides;
    private final ClientAdmin clients;
    private final ChangesView changes;
    private final EnforcementsAnswer enforcements;

    public BudgetHandler() {
        this(BudgetWiring.of(LambdaEnvironment.current()));
    }

    BudgetHandler(BudgetWiring wired) {
        BudgetParts parts = wired.parts();
        this.front = wired.front();
        this.views = new BudgetViews(parts);
        this.budgets = new BudgetAdmin(parts, views);
        this.previews = new PreviewService(parts);
        this.overrides = new OverrideAdmin(parts);
        this.clients = new ClientAdmin(parts);
        this.changes = new ChangesView(parts);
        this.enforcements = new EnforcementsAnswer(parts.enforcements());
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return front.handle(event, this::answer);
    }

    private HttpAnswer answer(HttpRequest request, Routes.Route route, Principal caller) {
        String id = request.pathParameter("id");
        String by = caller.owner();
        return switch (route.key()) {
            case "GET /v1/budgets" -> views.list();
            case "GET /v1/budgets/{id}" -> views.find(id);
            case "PUT /v1/budgets/{id}" -> JsonBody.read(request.body(), json -> budgets.put(id, json, by));
            case "DELETE /v1/budgets/{id}" -> budgets.delete(id, version(request), by);
            case "POST /v1/budgets/preview" -> JsonBody.read(request.body(), json -> previews.preview(json, by));
            case "POST /v1/budgets/{id}/overrides" ->
                JsonBody.read(request.body(), json -> overrides.add(id, json, by));
            case "DELETE /v1/budgets/{id}/overrides/{override}" ->
                overrides.remove(id, request.pathParameter("override"), by);
            case "GET /v1/changes" -> changes.list(request.query());
            case "GET /v1/enforcements" -> enforcements.answer(new Parameters(request.query()));
            case "GET /v1/clients" -> clients.list();
            case "PUT /v1/clients/{id}" -> JsonBody.read(request.body(), json -> clients.put(id, json, by));
            default -> throw new IllegalStateException("no work for the route " + route.key());
        };
    }

    private static OptionalLong version(HttpRequest request) {
        Parameters parameters = new Parameters(request.query());
        int version = parameters.number("version", 0, 1, Integer.MAX_VALUE);
        parameters.check();
        return version == 0 ? OptionalLong.empty() : OptionalLong.of(version);
    }
}
